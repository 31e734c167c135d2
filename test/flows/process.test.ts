import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { clicked, rowsOf, type } from './gestures.js';
import { requestUrlOf, startWorld, type World } from './start-world.js';

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const health = async (at: World, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${at.bot.port}${path}`);
  return { status: answer.status, body: (await answer.text()).trim() };
};

describe.each([false, true])('Socket Mode %s', (socketMode) => {
  test('pages, is healthy and ready, and counts', async () => {
    world = await startWorld({ socketMode });
    expect(await health(world, '/healthz')).toEqual({ status: 200, body: 'ok' });
    expect(await health(world, '/readyz')).toEqual({ status: 200, body: 'ready' });
    const page = await type(world.slack, 'checkout-service');
    expect(rowsOf(await clicked(world.slack, page, 'Next page'))).toHaveLength(10);
    expect(world.slack.deliveries.at(-1)?.transport).toBe(socketMode ? 'socket' : 'http');
    expect((await health(world, '/metrics')).body).toContain('outcome="page"} 1');
    expect((await health(world, '/elsewhere')).status).toBe(404);
    expect(world.slack.violations).toEqual([]);
  });

  test('a gentle stop finishes what is in flight', async () => {
    world = await startWorld({ socketMode });
    const page = await type(world.slack, 'checkout-service');
    world.aws.faults.latencyMs = 400;
    const { nextAnswer } = await import('./gestures.js').then(({ click }) =>
      click((world as World).slack, page, 'Next page'),
    );
    await world.bot.stop();
    expect(rowsOf(await nextAnswer())).toHaveLength(10);
  });
});

test('is alive but not ready while Slack does not answer, and ready once it does', async () => {
  world = await startWorld();
  world.slack.faults.add({ on: 'auth.test', status: 503, times: 4 });
  const bot = await world.anotherBot();
  expect(world.log.some(({ msg }) => String(msg).includes('auth.test'))).toBe(true);
  expect((await fetch(requestUrlOf(bot).replace('/slack/events', '/readyz'))).status).toBe(200);
});

test('a token that Slack refuses ends the start, in words', async () => {
  world = await startWorld();
  world.slack.faults.add({ on: 'auth.test', error: 'invalid_auth' });
  await expect(world.anotherBot()).rejects.toThrow('Slack refuses SLACK_BOT_TOKEN: invalid_auth.');
});

test('a request without Slack’s signature is refused', async () => {
  world = await startWorld();
  const body = 'command=%2Fpipeline-actions&text=checkout-service';
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', 'not the secret').update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const answer = await fetch(requestUrlOf(world.bot), {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
  });
  expect(answer.status).toBe(401);
  expect(world.aws.calls).toEqual([]);
});

test('the log has one line for each interaction, with timings and without what could be misused', async () => {
  world = await startWorld();
  const page = await type(world.slack, 'checkout-service');
  await clicked(world.slack, page, 'Next page');
  await world.logged(({ what }) => what === 'next-page');
  const lines = world.log.filter(({ what }) => what !== undefined);
  expect(lines).toMatchObject([
    { what: 'command', outcome: 'page', pipeline: 'checkout-service', page: 1, rows: 10, ref: expect.any(String) },
    {
      what: 'next-page',
      outcome: 'page',
      page: 2,
      calls: [{ call: 'codepipeline:ListActionExecutions' }, { call: 'response_url' }],
    },
  ]);
  expect(JSON.stringify(world.log)).not.toMatch(/xoxb-|https?:\/\/|encryptedData|local-signing/);
});
