import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  type CodePipelineSimulator,
  type Delivery,
  type SlackWorkspace,
  startCodePipeline,
  startSlackWorkspace,
} from '../../playground/index.js';
import { click, rowsOf, type } from '../flows/gestures.js';
import { PATIENT } from '../flows/patience.js';
import { bundleProgram, connectAndWrite, type RealProcess, rawRequest, startProcess } from './real-process.js';

let program: string;
let slack: SlackWorkspace;
let aws: CodePipelineSimulator;
let running: RealProcess | undefined;

beforeAll(async () => {
  program = await bundleProgram();
});
afterAll(() => rm(dirname(program), { recursive: true }));
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await Promise.all([slack.stop(), aws.stop()]);
});

async function start(): Promise<RealProcess> {
  [slack, aws] = await Promise.all([startSlackWorkspace(PATIENT), startCodePipeline()]);
  running = await startProcess(program, {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'any',
    AWS_SECRET_ACCESS_KEY: 'any',
  });
  slack.setRequestUrl(`http://127.0.0.1:${running.port}/slack/events`);
  return running;
}

/** Halves of the request that the last click was, as Slack would send it once more. */
function halvesOf(port: number): [string, string] {
  const payload = new URLSearchParams({ payload: JSON.stringify(slack.deliveries.at(-1)?.payload) }).toString();
  const request = rawRequest(port, slack.signingSecret, payload);
  return [request.slice(0, -200), request.slice(-200)];
}

/** The rows of what comes in the end: a page that is slow is announced first. */
async function pageOf(nextAnswer: Delivery['nextAnswer']): Promise<string[]> {
  const rows = rowsOf(await nextAnswer());
  return rows.length ? rows : rowsOf(await nextAnswer());
}

const statusIn = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);

test('asked to stop while the body of a click still arrives: the click is acknowledged, and its page comes', async () => {
  const bot = await start();
  const page = await type(slack, 'checkout-service');
  const { nextAnswer } = await click(slack, page, 'Next page');
  const first = await nextAnswer();
  const [head, tail] = halvesOf(bot.port);
  aws.faults.latencyMs = 300;
  const socket = await connectAndWrite(bot.port, head);
  const stopped = bot.stop();
  await bot.logged(({ msg }) => msg === 'stopping');
  const replaced = slack.nextRequest('response_url');
  socket.write(tail);
  expect(statusIn(await text(socket))).toBe(200);
  expect((await replaced).args.blocks).toHaveLength(first.blocks.length);
  expect(await stopped).toMatchObject({ code: 0 });
  expect(rowsOf(slack.lastMessageSeenBy() ?? first)).toHaveLength(10);
});

test('asked to stop while AWS is slow: every click that was acknowledged gets its page', async () => {
  const bot = await start();
  const page = await type(slack, 'checkout-service');
  aws.faults.latencyMs = 1500;
  const clicks = await Promise.all(Array.from({ length: 20 }, () => click(slack, page, 'Next page')));
  const stopped = bot.stop();
  for (const { nextAnswer } of clicks) expect(await pageOf(nextAnswer)).toHaveLength(10);
  expect(await stopped).toMatchObject({ code: 0 });
});

test.each([
  ['one connection on which nothing was sent', 1, () => ''],
  ['600 connections on which nothing was sent', 600, () => ''],
  ['600 requests that end in the middle of a header', 600, () => 'POST /slack/events HTTP/1.1\r\nhost: lo'],
  ['one request that ends in the middle of its body', 1, (port: number) => halvesOf(port)[0]],
  ['600 requests that end in the middle of their bodies', 600, (port: number) => halvesOf(port)[0]],
])('%s: the stop is not held up, and exits with 0', async (_, count, sent) => {
  const bot = await start();
  await type(slack, 'checkout-service');
  const sockets = await Promise.all(Array.from({ length: count }, () => connectAndWrite(bot.port, sent(bot.port))));
  const { code, ms } = await bot.stop();
  expect(code).toBe(0);
  expect(ms).toBeLessThan(12_000);
  await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')));
});

test('a connection that is kept open is closed at once, and one in use after its answer', async () => {
  const bot = await start();
  const idle = await connectAndWrite(bot.port, 'GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const [answer] = await once(idle, 'data');
  expect(String(answer)).toMatch(/keep-alive: timeout=65/i);
  const { code, ms } = await bot.stop();
  expect([code, ms < 5000]).toEqual([0, true]);
});

test('signals that come again change nothing', async () => {
  const bot = await start();
  const page = await type(slack, 'checkout-service');
  aws.faults.latencyMs = 800;
  const { nextAnswer } = await click(slack, page, 'Next page');
  const stopped = bot.stop();
  bot.child.kill('SIGTERM');
  bot.child.kill('SIGINT');
  expect(rowsOf(await nextAnswer())).toHaveLength(10);
  expect(await stopped).toMatchObject({ code: 0 });
});

test('signed bodies that Slack never sends are refused, and the process lives', async () => {
  const bot = await start();
  const answers: [string, number][] = [];
  for (const [body] of BODIES) {
    const socket = await connectAndWrite(bot.port, rawRequest(bot.port, slack.signingSecret, body));
    const [answer] = await once(socket, 'data');
    socket.destroy();
    answers.push([body, statusIn(String(answer))]);
  }
  expect(answers).toEqual(BODIES);
  expect(rowsOf(await type(slack, 'checkout-service'))).toHaveLength(10);
});

const payload = (value: unknown) => `payload=${encodeURIComponent(JSON.stringify(value))}`;
const BODIES: [string, number][] = [
  ...[null, 5, true, 'text', [], {}, [[]]].map((value): [string, number] => [payload(value), 400]),
  [payload({ type: 'block_actions' }), 400],
  [payload({ type: 'block_actions', user: { id: 'U1' }, container: { type: 'message' }, actions: [null] }), 400],
  [payload({ type: 'block_actions', user: { id: 'U1' }, container: { type: 'message' }, actions: [] }), 400],
  [payload({ type: 'view_submission', user: null }), 400],
  [payload({ type: 'view_submission', user: { id: 'U1' }, view: 5 }), 400],
  [payload({ type: 'event_callback', event: null }), 400],
  [payload({ type: 'something new', user: { id: 'U1' } }), 400],
  [`payload=${'['.repeat(50_000)}`, 400],
  [`payload=${encodeURIComponent('{"a":'.repeat(50_000))}`, 400],
  ['payload={"a":1', 400],
  ['null', 400],
  ['', 400],
  ['text=a', 400],
  ['command=/x&command=/y&text=a', 400],
  ['command=/x&text=a&text=b', 400],
  ['ssl_check=1', 200],
  [`command=/pipeline-actions&text=${'a'.repeat(1_000_000)}`, 413],
];

test('a request that was signed in the future is refused, as one of long ago is', async () => {
  const bot = await start();
  const command = 'command=%2Fpipeline-actions&text=help&user_id=U1&team_id=T024BE7LD';
  const statusAt = async (seconds: number) => {
    const socket = await connectAndWrite(bot.port, rawRequest(bot.port, slack.signingSecret, command, seconds));
    const [answer] = await once(socket, 'data');
    socket.destroy();
    return statusIn(String(answer));
  };
  const now = Date.now() / 1000;
  const year = 365 * 24 * 3600;
  const statuses = await Promise.all([now + year, now + 400, now - 400, now + 200, now - 200].map(statusAt));
  expect(statuses).toEqual([401, 401, 401, 200, 200]);
});
