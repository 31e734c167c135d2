import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeAddress, encodeAddress } from '../../src/cursor/action-address.js';
import { executionId } from '../arbitraries.js';
import { forAll } from '../for-all.js';

test('any two ids come back from 45 characters', () => {
  forAll(
    fc.property(executionId, executionId, (pipelineExecutionId, actionExecutionId) => {
      const value = encodeAddress({ pipelineExecutionId, actionExecutionId }) ?? '';
      expect(value).toHaveLength(45);
      expect(decodeAddress(value)).toEqual({ pipelineExecutionId, actionExecutionId });
    }),
  );
});

test('ids that are no UUIDs have no address', () => {
  const id = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
  expect(encodeAddress({ pipelineExecutionId: id, actionExecutionId: 'approval' })).toBeUndefined();
  expect(encodeAddress({ pipelineExecutionId: id.toUpperCase(), actionExecutionId: id })).toBeUndefined();
  expect(encodeAddress({ actionExecutionId: id })).toBeUndefined();
});

test('anything else gives no address, and no exception', () => {
  forAll(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String({ minLength: 44, maxLength: 48 }).map((text) => `1${text}`),
      ),
      (text) => {
        const address = decodeAddress(text);
        if (address) expect(encodeAddress(address)).toBe(text);
      },
    ),
  );
  expect(decodeAddress('')).toBeUndefined();
  expect(decodeAddress(`2${'A'.repeat(44)}`)).toBeUndefined();
});
