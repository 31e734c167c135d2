import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../playground/index.js';
import type { DigestMember } from '../../src/domain/digest.js';
import { digestView } from '../../src/views/digest.js';
import { forAll } from '../for-all.js';

const words = fc.string({ unit: 'binary', maxLength: 400 });

const member: fc.Arbitrary<DigestMember> = fc.record({
  ts: fc.constant('1700000000.000100'),
  pipeline: fc.record({ account: fc.constant('123456789012'), region: fc.constant('eu-west-1'), pipelineName: words }),
  cause: fc.record({
    place: fc.record({ stageName: words, actionName: words }),
    reason: words.map((said) => ({ kind: 'words' as const, words: said })),
    more: fc.nat({ max: 5 }),
  }),
  status: fc.constantFrom('failed', 'retrying', 'fixed'),
  count: fc.integer({ min: 1, max: 999 }),
});

test('a digest of any failures is within Slack’s limits, a bullet each', () => {
  forAll(
    fc.property(fc.array(member, { minLength: 1, maxLength: 50 }), (members) => {
      const { text, blocks } = digestView({ since: 1_700_000_000_000, members });
      expect(checkBlocks(blocks, 'message', '')).toEqual([]);
      expect(text.length).toBeLessThan(200);
      expect(renderedText(blocks).length).toBeLessThanOrEqual(13_200);
      const [{ elements } = { elements: [] }] = blocks as { elements: { elements: unknown[] }[] }[];
      expect(elements[1]?.elements).toHaveLength(members.length);
    }),
    { numRuns: 50 },
  );
});
