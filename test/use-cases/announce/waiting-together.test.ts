import { expect, test } from '@jest/globals';
import { createFakeWorld, fact, row } from './fake-world.js';

/** Seconds of events: shortly before the world's clock. */
const T = 999_000;
const ids = Array.from({ length: 20 }, (_, index) => `e${index}`);

test.each([
  ['broken', 1],
  ['every', 20],
] as const)('twenty failures of one pipeline wait together: one look at it, --on %s', async (on, incidents) => {
  const world = createFakeWorld();
  world.subscriptions.splice(0, 1, { ...world.subscriptions[0], on } as (typeof world.subscriptions)[0]);
  world.executions.push(...ids.map((id, index) => row('Failed', id, T + index)).reverse());
  const asked = { lists: 0, records: 0, takes: 0 };
  const { store, listExecutions } = world.deps;
  const look = world.another({
    listExecutions: (pipeline) => {
      asked.lists += 1;
      return listExecutions(pipeline);
    },
    store: {
      ...store,
      record: (...given) => {
        asked.records += 1;
        return store.record(...given);
      },
      take: (...given) => {
        asked.takes += 1;
        return store.take(...given);
      },
    },
  });
  const settled = await Promise.all(ids.map((id, index) => look(fact('failed', id, T + index))));
  expect(settled.flat().map(({ status }) => status)).toEqual(ids.map(() => 'fulfilled'));
  expect(world.incidents()).toHaveLength(incidents);
  expect(world.incidents().at(-1)).toEqual(['e19', 'failed', on === 'every' ? 1 : 20, 0]);
  expect(asked).toEqual({ lists: 1, records: 1, takes: 1 });
});
