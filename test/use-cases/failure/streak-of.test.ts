import { expect, test } from '@jest/globals';
import { streakOf } from '../../../src/use-cases/failure/streak-of.js';

const at = (minute: number) => new Date(minute * 60_000);
/** Executions named by their place, newest first; the oldest ended at minute 0. */
const executions = (...statuses: string[]) =>
  statuses.map((status, index) => ({
    pipelineExecutionId: String(index),
    status,
    revisions: [],
    lastUpdateTime: at(statuses.length - 1 - index),
  }));

test.each([
  ['first after a success', ['Failed', 'Succeeded', 'Failed'], '0', { count: 1, lastSuccess: at(1) }],
  [
    'third in a row',
    ['Failed', 'Failed', 'Failed', 'Succeeded'],
    '0',
    { count: 3, firstFailure: at(1), lastSuccess: at(0) },
  ],
  [
    'what neither failed nor succeeded is passed over',
    ['Failed', 'Superseded', 'Stopped', 'Failed', 'Succeeded'],
    '0',
    { count: 2, firstFailure: at(1), lastSuccess: at(0) },
  ],
  [
    'newer executions do not count',
    ['Succeeded', 'Failed', 'Failed', 'Succeeded'],
    '1',
    { count: 2, firstFailure: at(1), lastSuccess: at(0) },
  ],
  ['never a success', ['Failed', 'Failed'], '0', { count: 2, firstFailure: at(0) }],
  [
    'still said to be in progress',
    ['InProgress', 'Failed', 'Succeeded'],
    '0',
    { count: 2, firstFailure: at(1), lastSuccess: at(0) },
  ],
  ['too new for the list', ['Failed', 'Succeeded'], 'not there', { count: 1, lastSuccess: at(1) }],
])('%s', (_, statuses, id, expected) => {
  // The newest of these is the execution itself, unless it is not listed yet.
  const listed = executions(...statuses);
  const given = id === 'not there' ? listed.slice(1) : listed;
  const lastSuccess = id === 'not there' ? at(0) : (expected as { lastSuccess?: Date }).lastSuccess;
  expect(streakOf({ executions: given, more: false }, id)).toEqual({
    firstFailure: undefined,
    ...expected,
    lastSuccess,
    orMore: false,
  });
});

test('no success among those looked at: there may be more failures', () => {
  expect(streakOf({ executions: executions('Failed', 'Failed'), more: true }, '0')).toMatchObject({
    count: 2,
    orMore: true,
  });
  expect(streakOf({ executions: executions('Failed', 'Succeeded'), more: true }, '0')).toMatchObject({ orMore: false });
});

test('older than those looked at: unknown', () => {
  expect(streakOf({ executions: executions('Failed'), more: true }, 'long ago')).toBeUndefined();
});
