import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SLACK_FAULTS } from '../faults/edges/answering-slack.js';
import { AWS_FAULTS } from '../faults/edges/asking-aws.js';
import { click, type } from '../flows/gestures.js';
import { startWorld, type World } from '../flows/start-world.js';

const WITHIN_MS = 12_000;
/** What stops AWS for good is no part of a pair. */
const PASSING = AWS_FAULTS.filter(({ fault }) => fault !== 'can’t be reached');
const all = PASSING.flatMap((aws) => SLACK_FAULTS.map((slack) => ({ aws, slack })));
const every = Math.max(1, Math.floor(all.length / Number(process.env.TIMES ?? all.length)));
const pairs = all.filter((_, index) => index % every === 0);

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test.each(pairs)('AWS $aws.fault, and Slack $slack.fault: words in time', async ({ aws, slack: { set } }) => {
  const { slack, log } = world;
  world.aws.faults.reset();
  slack.faults.clear();
  const page = await type(slack, 'checkout-service');
  aws.set(world);
  for (const fault of set) slack.faults.add(fault);
  const [lines, uses] = [log.length, usesOf(slack)];
  const start = performance.now();
  const shown = slack.nextMessage(({ user, text }) => user !== slack.people.me && !/loading/i.test(text), WITHIN_MS);
  const { outcome } = await click(slack, page, 'Next page');
  expect((await shown).text).not.toBe('');
  expect(performance.now() - start).toBeLessThan(WITHIN_MS);
  expect(outcome).toBe('acknowledged');
  expect(usesOf(slack) - uses).toBeLessThanOrEqual(5);
  const line = await world.logged((one) => one.what === 'next-page' && log.indexOf(one) >= lines);
  expect(line.outcome).not.toMatch(/^(bug|not answered)$/);
});

const usesOf = (slack: World['slack']) => slack.requests.filter(({ method }) => method === 'response_url').length;
