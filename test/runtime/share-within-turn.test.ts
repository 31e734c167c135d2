import { expect, test } from '@jest/globals';
import { shareWithinTurn } from '../../src/runtime/share-within-turn.js';

test('what is asked in one turn is read once, and what is asked while that runs is read again', async () => {
  const begun: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const read = shareWithinTurn(
    async (region: string, name: string) => {
      begun.push(`${region} ${name}`);
      await released;
      return begun.length;
    },
    (region, name) => `${region} ${name}`,
  );
  const first = [read('r', 'a'), read('r', 'b'), read('r', 'a')];
  await new Promise(setImmediate);
  expect(begun).toEqual(['r a', 'r b']);
  const later = read('r', 'a');
  await new Promise(setImmediate);
  expect(begun).toEqual(['r a', 'r b', 'r a']);
  release();
  expect(await Promise.all([...first, later])).toEqual([3, 3, 3, 3]);
});

test('a reading that fails fails for those who asked, and for no other', async () => {
  let times = 0;
  const read = shareWithinTurn(
    async () => {
      times += 1;
      if (times === 1) throw new Error('throttled');
      return times;
    },
    () => 'a',
  );
  const settled = await Promise.allSettled([read(), read()]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read()).toBe(2);
});
