import { expect, test } from '@jest/globals';
import type { ActionExecution } from '../../../src/domain/action-execution.js';
import { numberAttempts } from '../../../src/use-cases/failure/number-attempts.js';

const MINUTE = 60_000;
const row = (place: string, startMinute: number, endMinute: number, status = 'Succeeded'): ActionExecution => {
  const [stageName = '', actionName = ''] = place.split('/');
  const [startTime, lastUpdateTime] = [new Date(startMinute * MINUTE), new Date(endMinute * MINUTE)];
  return { stageName, actionName, startTime, lastUpdateTime, status };
};
/** Attempts in the order in which the rows are given, which AWS lists the other way round. */
const attemptsOf = (rows: ActionExecution[]) => {
  const numbered = numberAttempts(rows.toReversed());
  return rows.map((one) => numbered.find((other) => other.row === one)?.attempt);
};

test('without a failure everything is the first attempt', () => {
  expect(attemptsOf([row('Source/Git', 0, 1), row('Build/App', 1, 4), row('Test/Unit', 4, 9)])).toEqual([1, 1, 1]);
});

test('a failed action that runs again begins the next attempt, and what follows belongs to it', () => {
  const rows = [
    row('Source/Git', 0, 1),
    row('Build/App', 1, 4, 'Failed'),
    row('Build/App', 30, 34, 'Failed'),
    row('Build/App', 60, 64),
    row('Test/Unit', 64, 70, 'Failed'),
  ];
  expect(attemptsOf(rows)).toEqual([1, 1, 2, 3, 3]);
});

test('retries of different stages count on', () => {
  const rows = [
    row('Build/App', 0, 1, 'Failed'),
    row('Build/App', 10, 11),
    row('Test/Unit', 11, 12, 'Failed'),
    row('Test/Unit', 20, 21, 'Failed'),
  ];
  expect(attemptsOf(rows)).toEqual([1, 2, 2, 3]);
});

test('actions side by side are one attempt, also when one fails before the next has started', () => {
  const rows = [
    row('Test/Lint', 0, 0.01, 'Failed'),
    row('Test/Unit', 0.05, 5, 'Failed'),
    row('Test/Lint', 10, 11),
    row('Test/Unit', 10.01, 15),
  ];
  expect(attemptsOf(rows)).toEqual([1, 1, 2, 2]);
});

test('a later action of the same stage that starts after a failure has been retried', () => {
  // Only the failed one of two was retried, and the action behind both starts for the first time.
  const rows = [
    row('Test/Unit', 0, 5),
    row('Test/Lint', 0, 1, 'Failed'),
    row('Test/Lint', 10, 11),
    row('Test/Smoke', 11, 12, 'Failed'),
  ];
  expect(attemptsOf(rows)).toEqual([1, 1, 2, 2]);
});
