import { afterEach, expect, test } from '@jest/globals';
import type { Json } from '../../../slack/protocol.js';
import { type Setting, startSetting } from '../start-app.js';

let setting: Setting;
let answer: Json;
afterEach(() => setting.stop());

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const options = (count: number) => Array.from({ length: count }, (_, at) => option(String(at)));

async function ask(body: Json, value = 'chec', element: Json = {}) {
  answer = body;
  setting = await startSetting(({ payload }) => (payload.type === 'block_suggestion' ? { body: answer } : {}));
  const { channels, people } = setting.slack;
  const select = { type: 'external_select', action_id: 'pipeline', ...element };
  const blocks = [{ type: 'actions', block_id: 'row', elements: [select] }];
  await setting.call('chat.postEphemeral', { channel: channels.deploys, user: people.me, text: 'x', blocks });
  const message = setting.slack.lastMessageSeenBy();
  if (!message) throw new Error('nothing was posted');
  return { message, ...(await setting.slack.options({ message, actionId: 'pipeline', value })) };
}

test('typing asks the app, with the text typed', async () => {
  const { groups } = await ask({ options: [option('checkout')] });
  expect(groups).toEqual([{ label: null, options: [option('checkout')] }]);
  expect(setting.received.at(-1)?.payload).toMatchObject({
    type: 'block_suggestion',
    action_id: 'pipeline',
    block_id: 'row',
    value: 'chec',
    channel: { name: 'deploys' },
  });
});

test('groups come with their labels', async () => {
  const label = { type: 'plain_text', text: 'Recent' };
  const { groups } = await ask({ option_groups: [{ label, options: [option('a')] }] });
  expect(groups).toEqual([{ label: 'Recent', options: [option('a')] }]);
});

test('Slack does not ask before min_query_length characters, three unless told otherwise', async () => {
  expect((await ask({ options: [] }, 'ch')).delivery).toBeUndefined();
  await setting.stop();
  expect((await ask({ options: [] }, '', { min_query_length: 0 })).delivery).toMatchObject({ outcome: 'acknowledged' });
});

test('a hundred options are taken, one more is not', async () => {
  expect((await ask({ options: options(100) })).groups[0]?.options).toHaveLength(100);
  await setting.stop();
  expect(await ask({ options: options(101) })).toMatchObject({ groups: [], delivery: { outcome: 'invalid_options' } });
  expect(setting.slack.violations).toMatchObject([
    { notes: ['[ERROR] no more than 100 items allowed [json-pointer:/options]'] },
  ]);
});

test('an option chosen is sent with the text it was shown under', async () => {
  const { message } = await ask({ options: [option('checkout')] });
  await setting.slack.click({ message, actionId: 'pipeline', selectedValue: 'checkout', selectedText: 'CHECKOUT' });
  expect(setting.received.at(-1)?.payload).toMatchObject({ actions: [{ selected_option: option('checkout') }] });
});
