import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Bot } from '../../src/process/start-bot.js';
import { type AnnounceWorld, CREDENTIALS, REGION, startAnnounceWorld, TABLE } from '../flows/announce-world.js';

let world: AnnounceWorld;
beforeEach(async () => {
  world = await startAnnounceWorld();
});
afterEach(() => world.stop());

const get = async ({ port }: Bot, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, body: (await answer.text()).trim() };
};

/** A bot that looks at its health often, and tells it in the channel of deploys. */
const watchful = (queueUrl = world.queueUrl, isTelling = true) => {
  const { botToken, apiUrl, signingSecret, channels } = world.slack;
  return world.anotherBot({
    config: {
      slack: { botToken, apiUrl, mode: 'http', signingSecret },
      port: 0,
      logLevel: 'info',
      announcements: { queueUrl, tableName: TABLE },
      ...(isTelling && { operatorChannel: channels.deploys }),
    },
    healthEveryMs: 100,
  });
};
const told = () => world.slack.messagesSeenBy(undefined, world.slack.channels.deploys).map(({ text }) => text);
const trouble = (kind: string, msg: string) => world.logged((line) => line.kind === kind && line.msg === msg);

test('the bot’s token is revoked: it is not ready, says why, and is ready again when the token is good', async () => {
  const bot = await watchful();
  expect(await get(bot, '/readyz')).toEqual({ status: 200, body: 'ready' });
  const restore = world.slack.faults.add({ on: 'auth.test', error: 'token_revoked' });
  await trouble('slack-token', 'trouble');
  expect(await get(bot, '/readyz')).toEqual({
    status: 503,
    body: 'Slack does not accept this bot’s token: token_revoked',
  });
  expect((await get(bot, '/healthz')).status).toBe(200);
  restore();
  await trouble('slack-token', 'trouble is over');
  expect((await get(bot, '/readyz')).status).toBe(200);
});

test('the queue is gone for two replicas: the operators are told once, and once that it is back', async () => {
  // Every bot of a process hears all of its calls, and this one's queue is there.
  await world.bot.stop();
  const gone = world.queueUrl.replace(/failures$/, 'not-yet');
  const begun = world.slack.nextMessage(({ text }) => text.includes('can’t read its queue'), 20_000);
  const bots = await Promise.all([watchful(gone), watchful(gone)]);
  await begun;
  for (const bot of bots) {
    const { status, body } = await get(bot, '/readyz');
    expect([status, body]).toEqual([503, expect.stringMatching(/^This bot can’t read its queue: \w/)]);
    expect((await get(bot, '/metrics')).body).toContain('pipeline_actions_trouble{kind="queue"} 1');
  }
  const over = world.slack.nextMessage(({ text }) => text.includes('reads its queue again'), 20_000);
  world.sqs.createQueue('not-yet', { region: REGION });
  await over;
  expect(told().filter((text) => text.includes('its queue'))).toHaveLength(2);
});

test('a dead letter: the operators are told, the metrics count, and the bot works on', async () => {
  const begun = world.slack.nextMessage(({ text }) => text.includes('dead-letter queue'), 20_000);
  const bot = await watchful();
  const url = world.queueUrl.replace(/failures$/, 'dead-letters');
  const client = new SQSClient({ endpoint: new URL(url).origin, region: REGION, credentials: CREDENTIALS });
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'received too often' }));
  client.destroy();
  await begun;
  expect(await get(bot, '/readyz')).toEqual({ status: 200, body: 'ready' });
  const { body } = await get(bot, '/metrics');
  expect(body).toContain('pipeline_actions_queue_messages{state="dead letters"} 1');
  expect(body).toContain('pipeline_actions_call_seconds_count{call="sqs:GetQueueAttributes",outcome="ok"}');
  expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
});

test('Slack is down when the operators are to be told: they are told when it is back', async () => {
  await world.bot.stop();
  const begun = world.slack.nextMessage(({ text }) => text.includes('can’t read its queue'), 30_000);
  const restore = world.slack.faults.add({ on: 'chat.postMessage', status: 503 });
  await watchful(world.queueUrl.replace(/failures$/, 'not-yet'));
  await world.logged(({ msg }) => msg === 'Slack did not answer');
  restore();
  await begun;
  expect(told().filter((text) => text.includes('its queue'))).toHaveLength(1);
});

test('metrics count what is refused and throttled, and how old events are', async () => {
  const { fail } = await world.subscribed();
  await world.bot.stop();
  const bot = await watchful(world.queueUrl, false);
  world.slack.faults.add({ on: 'chat.postMessage', times: 1, error: 'invalid_blocks' });
  world.aws.faults.throttle = 1;
  await world.deliver(fail());
  const { body } = await get(bot, '/metrics');
  expect(body).toMatch(/call_seconds_count\{call="chat\.postMessage",outcome="invalid_blocks"\} 1/);
  expect(body).toMatch(/call_retries_total\{call="[a-z]+:\w+"\} [1-9]/);
  expect(body).toMatch(/event_age_seconds_count [1-9]/);
});
