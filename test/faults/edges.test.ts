import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withSection } from '../../scripts/with-section.mjs';
import { type AnnounceWorld, startAnnounceWorld } from '../flows/announce-world.js';
import { click, rowsOf, type } from '../flows/gestures.js';
import { startWorld, type World } from '../flows/start-world.js';
import { type Gate, type Passing, type Stopped, startGate } from '../killing/start-gate.js';
import { SLACK_FAULTS } from './edges/answering-slack.js';
import { AWS_FAULTS } from './edges/asking-aws.js';
import { EVENT_FAULTS, type Occasion } from './edges/bringing-events.js';

const WITHIN_MS = 12_000;
const DOCUMENT = 'docs/reliability.md';

describe('a person asks for a page, and AWS', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  test.each(AWS_FAULTS)('$fault', async ({ set, seen, logged }) => {
    world.aws.faults.reset();
    set(world);
    const lines = world.log.length;
    const start = performance.now();
    const command = await world.slack.runCommand({ text: 'checkout-service' });
    const answer = await command.nextAnswer(WITHIN_MS);
    expect(performance.now() - start).toBeLessThan(WITHIN_MS);
    expect(answer.text.slice(0, seen.length)).toBe(seen);
    const line = await world.logged((one) => one.what === 'command' && world.log.indexOf(one) >= lines);
    expect([line.outcome, command.outcome, world.slack.violations]).toEqual([logged, 'acknowledged', []]);
  });
});

const PLACES = {
  'in place': ({ isReplaced }: Place) => isReplaced,
  beside: ({ isReplaced, channel }: Place) => !isReplaced && channel.startsWith('C'),
  'as a direct message': ({ channel }: Place) => channel.startsWith('D'),
  'in words': ({ isReplaced, rows }: Place) => !isReplaced && rows === 0,
};
interface Place {
  isReplaced: boolean;
  channel: string;
  rows: number;
}

describe('the page of a click is there, and Slack', () => {
  test.concurrent.each(SLACK_FAULTS)('$fault', async ({ set, seen, logged }) => {
    const world = await startWorld();
    const { slack } = world;
    try {
      const page = await type(slack, 'checkout-service');
      for (const fault of set) slack.faults.add(fault);
      const shown = slack.nextMessage(
        ({ user, text }) => user !== slack.people.me && !/loading/i.test(text),
        WITHIN_MS,
      );
      await click(slack, page, 'Next page');
      const message = await shown;
      const rows = rowsOf(message as never).length;
      expect([seen, PLACES[seen]({ isReplaced: message.ts === page.ts, channel: message.channel, rows })]).toEqual([
        seen,
        true,
      ]);
      if (seen !== 'in words') expect(rows).toBe(10);
      expect((await world.logged(({ what }) => what === 'next-page')).outcome).toBe(logged);
      expect(slack.requests.filter(({ method }) => method === 'response_url').length).toBeLessThanOrEqual(5);
    } finally {
      await world.stop();
    }
  });
});

describe('an event is to be told in a channel, and', () => {
  let world: AnnounceWorld;
  let gates: Gate[];
  let stopping: { service: string; operation: RegExp; when: string; how: Stopped; left: number }[] = [];

  const meetAt = (service: string) => (passing: Passing, when: 'before' | 'after') => {
    const found = stopping.find(
      (one) => one.service === service && one.when === when && one.operation.test(passing.operation) && one.left > 0,
    );
    if (found) found.left -= 1;
    return found?.how;
  };
  const stop: Occasion['stop'] = (service, operation, when, how, times = Number.POSITIVE_INFINITY) => {
    const one = { service, operation, when, how, left: times };
    stopping.push(one);
    return () => {
      one.left = 0;
    };
  };

  beforeAll(async () => {
    world = await startAnnounceWorld();
    await world.bot.stop();
    const queue = new URL(world.queueUrl);
    gates = await Promise.all([
      startGate(`${queue.protocol}//${queue.username}@${queue.host}`, meetAt('queue')),
      startGate(world.tableUrl, meetAt('table')),
    ]);
    const [atQueue, atTable] = gates;
    process.env.AWS_ENDPOINT_URL_DYNAMODB = atTable?.url ?? '';
    const { botToken, apiUrl, signingSecret } = world.slack;
    const bot = await world.anotherBot({
      config: {
        slack: { botToken, apiUrl, mode: 'http', signingSecret },
        port: 0,
        logLevel: 'info',
        announcements: { queueUrl: `${atQueue?.url}${queue.pathname}`, tableName: 'announcements' },
      },
    });
    world.slack.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  });
  afterAll(async () => {
    await world.stop();
    for (const gate of gates) gate.stop();
  });

  test.each(EVENT_FAULTS)('$edge $fault', async ({ act, seen }) => {
    const svc = await world.subscribed();
    try {
      await act({ world, svc, stop });
    } finally {
      stopping = [];
      world.aws.faults.reset();
    }
    // Told once in every case, and nothing is stuck.
    expect(svc.top().map(({ text }) => text)).toEqual([expect.stringMatching(seen)]);
    expect(world.sqs.inspectQueue('failures')?.messages.ready ?? []).toEqual([]);
  });
});

test('docs/reliability.md has a row for each of these, and no other', () => {
  const document = readFileSync(DOCUMENT, 'utf8');
  const written = withSection(document, 'faults', tables);
  if (process.env.WRITE_DOCS) writeFileSync(DOCUMENT, written);
  expect(document).toBe(written);
});

function tables(): string {
  const table = (head: string[], rows: string[][]) =>
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  return [
    '\nA person asks for a page:\n\n',
    table(
      ['AWS', 'They read, within 12 s', 'Outcome in the log'],
      AWS_FAULTS.map(({ fault, seen, logged }) => [
        fault,
        seen === 'checkout-service' ? 'the page' : `“${seen}…”`,
        `\`${logged}\``,
      ]),
    ),
    '\nA person presses **Next page**, and AWS has answered:\n\n',
    table(
      ['Slack', 'The page is seen, within 12 s', 'Outcome in the log'],
      SLACK_FAULTS.map(({ fault, seen, logged }) => [
        fault,
        seen === 'in words' ? 'not; words beside it say why' : seen,
        `\`${logged}\``,
      ]),
    ),
    '\nAn event arrives for a channel that has subscribed. Each time the channel is told once, and the queue is empty afterwards:\n\n',
    table(
      ['Edge', 'What goes wrong', 'The channel reads', 'Outcomes in the log'],
      EVENT_FAULTS.map(({ edge, fault, seen, logged }) => [edge, fault, seen.source, logged]),
    ),
  ].join('');
}
