import { expect, test } from '@jest/globals';
import { createLogHabits } from '../../src/gateways/log-habits.js';

const REGION = 'eu-west-1';
const build = (id: string, group: string, stream: string) => ({ id, log: { group, stream }, logsToCloudWatch: true });

test('the next build of a project logs where the last one did, with its own uuid', () => {
  const habits = createLogHabits();
  habits.learn(build('app:11', '/own/group', 'prefix/11/build'), REGION);
  expect(habits.likely('app:22', REGION)).toEqual({ group: '/own/group', stream: 'prefix/22/build' });
  expect(habits.likely('app:22', 'us-east-1')).toBeUndefined();
  expect(habits.likely('other:22', REGION)).toBeUndefined();
});

test('a project that logs elsewhere, or nowhere, or under names that tell nothing', () => {
  const habits = createLogHabits();
  habits.learn(build('app:11', '/old', '11'), REGION);
  habits.learn(build('app:22', '/new', '22'), REGION);
  expect(habits.likely('app:33', REGION)).toEqual({ group: '/new', stream: '33' });
  habits.learn({ id: 'app:33', logsToCloudWatch: false }, REGION);
  expect(habits.likely('app:44', REGION)).toBeUndefined();
  habits.learn(build('app:44', '/new', 'always the same'), REGION);
  expect(habits.likely('app:55', REGION)).toBeUndefined();
});

test('of projects without end, the last thousand are remembered', () => {
  const habits = createLogHabits();
  for (let index = 0; index <= 1000; index += 1) habits.learn(build(`app-${index}:1`, '/logs', '1'), REGION);
  expect(habits.likely('app-0:2', REGION)).toBeUndefined();
  expect(habits.likely('app-1:2', REGION)).toEqual({ group: '/logs', stream: '2' });
});
