import { beforeEach, expect, test } from '@jest/globals';
import { createChannelTurns } from '../../src/consumer/channel-turns.js';
import { SlackProblem } from '../../src/domain/slack-problem.js';

let stopping: AbortController;
const turns = () => createChannelTurns({ now: Date.now, signal: stopping.signal });
const gate = () => {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

beforeEach(() => {
  stopping = new AbortController();
});

test('one at a time in a channel, in the order of asking; others go on', async () => {
  const { take } = turns();
  const { open, opened } = gate();
  const order: string[] = [];
  const note = (what: string) => async () => void order.push(what);
  const first = take('A', () => opened.then(note('A1')));
  const second = take('A', note('A2'));
  await take('B', note('B1'));
  open();
  await Promise.all([first, second]);
  expect(order).toEqual(['B1', 'A1', 'A2']);
});

test('what one throws is its own matter', async () => {
  const { take } = turns();
  const failing = take('A', async () => {
    throw new Error('mine');
  });
  const next = take('A', async () => 'fine');
  await expect(failing).rejects.toThrow('mine');
  await expect(next).resolves.toBe('fine');
});

test('a 429 gives the turn another try after the wait; from then on there is a second between posts', async () => {
  const { take, beforePost } = turns();
  const start = Date.now();
  const at: number[] = [];
  let refused = false;
  const post = async () => {
    await beforePost('A');
    if (!refused) {
      refused = true;
      throw new SlackProblem('rate-limited', 'ratelimited', 0.2);
    }
    at.push(Date.now() - start);
  };
  const edit = async () => void at.push(Date.now() - start);
  await Promise.all([take('A', post), take('A', edit), take('A', post)]);
  expect(at[0]).toBeGreaterThanOrEqual(995);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeLessThan(500);
  expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(995);
});

test('who was never refused waits for nothing', async () => {
  const { take, beforePost } = turns();
  const start = Date.now();
  for (let index = 0; index < 10; index += 1) await take('A', () => beforePost('A'));
  expect(Date.now() - start).toBeLessThan(500);
});

test('a wait of more than twenty seconds is left to the queue, as long as Slack said', async () => {
  const { take } = turns();
  const limited = async () => {
    throw new SlackProblem('rate-limited', 'ratelimited', 90);
  };
  await expect(take('A', limited)).rejects.toMatchObject({ name: 'Later', seconds: 90 });
  await expect(take('A', async () => {})).rejects.toMatchObject({ name: 'Later', seconds: 90 });
  await expect(take('B', async () => 'on')).resolves.toBe('on');
});

test('no more than twenty stand in line for a channel', async () => {
  const { take } = turns();
  const { open, opened } = gate();
  const taken = Array.from({ length: 20 }, () => take('A', () => opened));
  await expect(take('A', () => opened)).rejects.toMatchObject({ name: 'Later', seconds: 20 });
  open();
  await Promise.all(taken);
});

test('who waits when the process stops goes back to the queue at once', async () => {
  const { take } = turns();
  const { open: refuse, opened: refused } = gate();
  const turn = take('A', async () => {
    refuse();
    throw new SlackProblem('rate-limited', 'ratelimited', 15);
  });
  await refused;
  stopping.abort();
  await expect(turn).rejects.toMatchObject({ name: 'Later', seconds: 0 });
});
