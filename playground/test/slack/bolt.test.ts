import { afterEach, expect, test } from '@jest/globals';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { type SlackWorkspace, startSlackWorkspace } from '../../slack/start-slack-workspace.js';
import { withButton } from './start-app.js';

let slack: SlackWorkspace;
let app: App;
afterEach(async () => {
  await app.stop();
  await slack.stop();
});

const quiet = { logLevel: LogLevel.ERROR, convoStore: false as const, deferInitialization: true };

function listen(): void {
  app.command('/pipeline-actions', ({ ack }) => ack({ text: 'Page 1', blocks: withButton() as never }));
  app.action('next', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Page 2', replace_original: true });
  });
}

async function pageOnce(): Promise<void> {
  const run = await slack.runCommand({ text: 'my-pipeline' });
  const page = await run.nextAnswer();
  expect(page).toMatchObject({ text: 'Page 1', blocks: withButton() });
  const click = await slack.click({ message: page, actionId: 'next' });
  expect(click.outcome).toBe('acknowledged');
  expect(await click.nextAnswer()).toMatchObject({ ts: page.ts, text: 'Page 2' });
  expect(slack.violations).toEqual([]);
}

test('Bolt over HTTP takes the signature and pages', async () => {
  slack = await startSlackWorkspace();
  const { botToken: token, signingSecret, apiUrl: slackApiUrl } = slack;
  app = new App({ ...quiet, token, signingSecret, clientOptions: { slackApiUrl } });
  listen();
  await app.init();
  const server = await app.start(0);
  const address = server.address();
  slack.setRequestUrl(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`);
  await pageOnce();
  expect(slack.deliveries.map(({ transport }) => transport)).toEqual(['http', 'http']);
});

test('Bolt refuses what was signed with another secret', async () => {
  slack = await startSlackWorkspace();
  const { botToken: token, apiUrl: slackApiUrl } = slack;
  app = new App({ ...quiet, token, signingSecret: 'another', clientOptions: { slackApiUrl } });
  listen();
  await app.init();
  const address = (await app.start(0)).address();
  slack.setRequestUrl(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`);
  expect(await slack.runCommand()).toMatchObject({ status: 401, outcome: 'http_client_error' });
});

test('Bolt over Socket Mode pages too', async () => {
  slack = await startSlackWorkspace({ appToken: 'xapp-1' });
  const { botToken: token, apiUrl: slackApiUrl } = slack;
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-1',
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions: { slackApiUrl } },
  });
  app = new App({ ...quiet, token, receiver, clientOptions: { slackApiUrl } });
  listen();
  await app.init();
  await app.start();
  await pageOnce();
  expect(slack.deliveries.map(({ transport }) => transport)).toEqual(['socket', 'socket']);
});
