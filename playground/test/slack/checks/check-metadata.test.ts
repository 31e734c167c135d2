import { expect, test } from '@jest/globals';
import { checkMetadata } from '../../../slack/checks/check-metadata.js';

const metadata = (payload: unknown, type: unknown = 'failure_announced') => ({
  event_type: type,
  event_payload: payload,
});

test('flat values under lower-case keys are taken, and {} too', () => {
  expect(checkMetadata(metadata({ execution_id: 'abc', attempt: 2, is_fixed: false }))).toBeUndefined();
  expect(checkMetadata({})).toBeUndefined();
});

test.each([
  ['text', 'invalid_metadata_format'],
  [metadata(undefined), 'invalid_metadata_format'],
  [metadata({}, ''), 'invalid_metadata_format'],
  [{ ...metadata({}), more: 1 }, 'invalid_metadata_format'],
  [metadata({ executionId: 'abc' }), 'invalid_metadata_schema'],
  [metadata({ execution: { id: 'abc' } }), 'invalid_metadata_schema'],
  [metadata({ log: 'x'.repeat(8000) }), 'metadata_too_large'],
])('%j is refused', (given, error) => {
  expect(checkMetadata(given)).toBe(error);
});
