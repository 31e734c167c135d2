import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeAddress } from '../../src/cursor/action-address.js';
import { decodeRunChoice, encodeRunChoice } from '../../src/cursor/run-choice.js';
import { executionId } from '../arbitraries.js';
import { forAll } from '../for-all.js';

test('a choice and any run come back, and are no address of an action', () => {
  forAll(
    fc.property(executionId, fc.constantFrom('failure', 'retry', 'x'.repeat(52)), (pipelineExecutionId, choice) => {
      const value = encodeRunChoice(choice, pipelineExecutionId) ?? '';
      expect(value.length).toBeLessThanOrEqual(75);
      expect(decodeRunChoice(value)).toEqual({ choice, pipelineExecutionId });
      expect(decodeAddress(value)).toBeUndefined();
    }),
  );
});

test('an id that is no UUID has no choice, and anything else gives none', () => {
  expect(encodeRunChoice('failure', 'execution-7')).toBeUndefined();
  forAll(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String({ maxLength: 60 }).map((text) => `2${text}`),
      ),
      (text) => {
        const chosen = decodeRunChoice(text);
        if (chosen) expect(encodeRunChoice(chosen.choice, chosen.pipelineExecutionId)).toBe(text);
      },
    ),
  );
});
