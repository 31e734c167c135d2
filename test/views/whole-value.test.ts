import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import * as fc from 'fast-check';
import { checkView } from '../../playground/index.js';
import { fieldGroups } from '../../src/views/action-fields.js';
import { pieces, severalLines } from '../../src/views/long-text.js';
import type { Subject } from '../../src/views/modal.js';
import { groupNamed, OWN, wholeValueView } from '../../src/views/whole-value.js';
import { hostileText, largeActionExecution } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const subject: Subject = {
  listing: { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false },
  address: {
    pipelineExecutionId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
    actionExecutionId: '2c3d4e5f-6071-4b8c-9d0e-1f2a3b4c5d6e',
  },
};
const seen = { pipelineName: 'my-pipeline', region: 'eu-west-1', now: new Date('2026-11-23T12:00:00Z') };

const preformatted = (blocks: KnownBlock[]): string[] =>
  blocks
    .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap((element) => (element.type === 'rich_text_preformatted' ? element.elements : []))
    .map((element) => (element.type === 'text' ? element.text : ''));

describe('a whole value', () => {
  test('shows all of every group that it takes, within Slack’s limits', () => {
    forAll(
      fc.property(largeActionExecution, (action) => {
        for (const group of fieldGroups(action, seen)) {
          const view = wholeValueView(subject, group, 0);
          if (!view) {
            expect(JSON.stringify(group.fields).length).toBeGreaterThan(20_000);
            continue;
          }
          expect(checkView(view)).toEqual([]);
          expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(100_000);
          const whole = group.fields.map(({ value }) => severalLines(value)).join('');
          expect(preformatted(view.blocks as KnownBlock[]).join('')).toBe(whole);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test('takes an error message of the service’s longest, and leaves output variables of the longest to a file', () => {
    const message = 'error: expected expression\n'.repeat(200).slice(0, 5000);
    expect(wholeValueView(subject, { path: 'x', fields: [{ name: 'message', value: message }] }, 0)).toBeDefined();
    const fields = Array.from({ length: 120 }, (_, index) => ({ name: `V${index}`, value: 'x'.repeat(1024) }));
    expect(wholeValueView(subject, { path: 'output.outputVariables', fields }, 0)).toBeUndefined();
  });

  test('is found by what its button says', () => {
    const groups = fieldGroups({ stageName: 'Build', input: { configuration: { A: 'b' } } }, seen);
    expect(groupNamed(groups, OWN)?.fields[0]).toEqual({ name: 'stageName', value: 'Build' });
    expect(groupNamed(groups, 'input.configuration')?.fields).toEqual([{ name: 'A', value: 'b' }]);
    expect(groupNamed(groups, 'input.nothing')).toBeUndefined();
  });
});

/** Every surrogate has its other half. */
const isWellFormed = (text: string) => Buffer.from(text).toString() === text;

describe('pieces', () => {
  test('are all of a text, none too long, no character cut in two', () => {
    forAll(
      fc.property(hostileText(6000), fc.integer({ min: 2, max: 300 }), (text, length) => {
        const whole = severalLines(text);
        const parts = pieces(whole, length);
        expect(parts.join('')).toBe(whole);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(length);
          if (isWellFormed(whole)) expect(isWellFormed(part)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('end behind a line where one ends late', () => {
    expect(pieces(`${'a'.repeat(80)}\n${'b'.repeat(50)}`, 100)).toEqual([`${'a'.repeat(80)}\n`, 'b'.repeat(50)]);
  });
});
