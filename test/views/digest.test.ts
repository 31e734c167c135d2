import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../playground/index.js';
import type { DigestMember } from '../../src/domain/digest.js';
import { digestView } from '../../src/views/digest.js';
import { hostileText, name, region } from '../arbitraries.js';
import { reason } from '../arbitrary-failure.js';
import { forAll } from '../for-all.js';

const place = fc.record({ stageName: hostileText(100) });
const member: fc.Arbitrary<DigestMember> = fc.record({
  ts: fc.constant('1.0'),
  pipeline: fc.record({ account: fc.constant(''), region, pipelineName: name }),
  cause: fc.record({ place: fc.option(place, { nil: undefined }), reason, more: fc.nat({ max: 9 }) }),
  status: fc.constantFrom('failed' as const, 'fixed' as const),
  count: fc.integer({ min: 1, max: 5000 }),
});

test('a digest of any fifty failures is within Slack’s limits, and nothing in it is markup', () => {
  forAll(
    fc.property(fc.array(member, { minLength: 1, maxLength: 50 }), (members) => {
      const { text, blocks } = digestView({ since: 1_700_000_000_000, members });
      expect(checkBlocks(blocks, 'message', '/blocks')).toEqual([]);
      expect(renderedText(blocks).length).toBeLessThan(12_000);
      expect(text.length).toBeLessThanOrEqual(140);
      expect(text).not.toMatch(/[<>]/);
    }),
    { numRuns: 50 },
  );
});
