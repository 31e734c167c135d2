import { afterEach, expect, test } from '@jest/globals';
import type { Json } from '../../../slack/protocol.js';
import { type Reply, type Setting, startSetting } from '../start-app.js';

let setting: Setting;
let reply: Reply;
afterEach(() => setting.stop());

const text = (words: string) => ({ type: 'plain_text', text: words });
const input = {
  type: 'input',
  block_id: 'why',
  label: text('Why'),
  element: { type: 'plain_text_input', action_id: 'reason' },
};
const modal = (more: Json = {}): Json => ({
  type: 'modal',
  callback_id: 'approve',
  title: text('Approve'),
  submit: text('Send'),
  blocks: [input],
  ...more,
});
const values = { why: { reason: { value: 'looks good' } } };

async function open(view: Json = modal()): Promise<void> {
  reply = {};
  setting = await startSetting(() => reply);
  const { payload } = await setting.slack.runCommand();
  expect(await setting.call('views.open', { trigger_id: payload.trigger_id, view })).toMatchObject({ ok: true });
}
const answerWith = (body: Json) => {
  reply = { body };
};

test('a submission carries the view and what was typed', async () => {
  await open(modal({ private_metadata: 'kept' }));
  await setting.slack.submitView({ values });
  expect(setting.received.at(-1)?.payload).toMatchObject({
    type: 'view_submission',
    user: { id: setting.slack.people.me, team_id: 'T024BE7LD' },
    trigger_id: expect.any(String),
    view: {
      callback_id: 'approve',
      private_metadata: 'kept',
      state: { values: { why: { reason: { type: 'plain_text_input', value: 'looks good' } } } },
    },
    is_enterprise_install: false,
  });
});

test('an empty answer closes the view', async () => {
  await open();
  await setting.slack.submitView({ values });
  expect(setting.slack.viewSeenBy()).toBeNull();
});

test('what is too short or too long never reaches the app', async () => {
  const element = { ...input.element, min_length: 5, max_length: 10 };
  await open(modal({ blocks: [{ ...input, element }] }));
  const submit = (value: string) => setting.slack.submitView({ values: { why: { reason: { value } } } });
  await expect(submit('four')).rejects.toThrow('why takes 5 to 10 characters');
  await expect(submit('eleven char')).rejects.toThrow('why takes 5 to 10 characters');
  expect((await submit('just right')).outcome).toBe('acknowledged');
});

test('a required field left empty never reaches the app', async () => {
  await open();
  await expect(setting.slack.submitView()).rejects.toThrow('required field');
  expect(setting.received).toHaveLength(1);
});

test('errors keep the view open; they belong to its input blocks', async () => {
  await open();
  answerWith({ response_action: 'errors', errors: { why: 'too short' } });
  expect((await setting.slack.submitView({ values })).outcome).toBe('acknowledged');
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Approve' });
  answerWith({ response_action: 'errors', errors: { who: 'nobody' } });
  expect((await setting.slack.submitView({ values })).outcome).toBe('invalid_errors');
});

test('an answer updates, pushes or clears', async () => {
  await open();
  answerWith({ response_action: 'update', view: modal({ title: text('Again') }) });
  await setting.slack.submitView({ values });
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Again', depth: 0 });
  answerWith({ response_action: 'push', view: modal({ title: text('Sure?') }) });
  await setting.slack.submitView({ values });
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Sure?', depth: 1 });
  answerWith({ response_action: 'clear' });
  await setting.slack.submitView({ values });
  expect(setting.slack.viewSeenBy()).toBeNull();
});

test('submitting and closing lead back to the view below', async () => {
  await open();
  answerWith({ response_action: 'push', view: modal({ title: text('Two') }) });
  await setting.slack.submitView({ values });
  answerWith({ response_action: 'push', view: modal({ title: text('Three') }) });
  await setting.slack.submitView({ values });
  reply = {};
  await setting.slack.submitView({ values });
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Two', depth: 1 });
  await setting.slack.closeView();
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Approve', depth: 0 });
});

test('a view that clears on close takes those below with it', async () => {
  await open();
  answerWith({ response_action: 'push', view: modal({ title: text('Two'), clear_on_close: true }) });
  await setting.slack.submitView({ values });
  await setting.slack.closeView();
  expect(setting.slack.viewSeenBy()).toBeNull();
});

test('a bad view in the answer is refused and leaves the one there is', async () => {
  await open();
  answerWith({ response_action: 'update', view: modal({ title: text('x'.repeat(25)) }) });
  expect((await setting.slack.submitView({ values })).outcome).toBe('invalid_arguments');
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Approve' });
});

test('an element inside a modal is clicked with the view, without channel and response_url', async () => {
  const button = { type: 'button', action_id: 'more', text: text('More') };
  await open(modal({ blocks: [{ type: 'actions', block_id: 'row', elements: [button] }] }));
  await setting.slack.click({ actionId: 'more' });
  const payload = setting.received.at(-1)?.payload;
  expect(payload).toMatchObject({
    type: 'block_actions',
    container: { type: 'view' },
    view: { callback_id: 'approve' },
  });
  for (const absent of ['message', 'channel', 'response_url']) expect(payload).not.toHaveProperty(absent);
});

test('closing tells the app only when it asked', async () => {
  await open();
  expect(await setting.slack.closeView()).toBeUndefined();
  expect(setting.slack.viewSeenBy()).toBeNull();
  await setting.stop();
  await open(modal({ notify_on_close: true }));
  await setting.slack.closeView();
  expect(setting.received.at(-1)?.payload).toMatchObject({ type: 'view_closed', is_cleared: false });
});
