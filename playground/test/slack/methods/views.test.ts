import { afterEach, expect, test } from '@jest/globals';
import type { Json } from '../../../slack/protocol.js';
import { type Setting, startSetting } from '../start-app.js';

let clock = Date.now();
let setting: Setting;
afterEach(() => setting.stop());

const text = (words: string) => ({ type: 'plain_text', text: words });
const modal = (title: string, more: Json = {}): Json => ({
  type: 'modal',
  title: text(title),
  blocks: [{ type: 'divider' }],
  ...more,
});
const start = async () => {
  setting = await startSetting(() => ({}), { now: () => clock });
};
const trigger = async () => (await setting.slack.runCommand()).payload.trigger_id;
const open = async (view: Json = modal('Loading'), trigger_id?: unknown) =>
  setting.call('views.open', { trigger_id: trigger_id ?? (await trigger()), view });

test('a modal is opened for the person who caused the trigger', async () => {
  await start();
  const opened = setting.slack.nextView();
  expect(await open()).toMatchObject({
    ok: true,
    view: { id: expect.stringMatching(/^V/), hash: expect.any(String), state: { values: {} } },
  });
  expect(await opened).toMatchObject({ title: 'Loading', depth: 0 });
  expect(setting.slack.viewSeenBy(setting.slack.people.colleague)).toBeNull();
});

test('a trigger is used once', async () => {
  await start();
  const id = await trigger();
  expect(await open(modal('One'), id)).toMatchObject({ ok: true });
  expect(await open(modal('Two'), id)).toEqual({ ok: false, error: 'exchanged_trigger_id' });
  expect(await open(modal('Two'), 'made.up')).toEqual({ ok: false, error: 'invalid_trigger_id' });
});

test('a trigger lives three seconds', async () => {
  await start();
  const [inTime, late] = [await trigger(), await trigger()];
  clock += 3000;
  expect(await open(modal('One'), inTime)).toMatchObject({ ok: true });
  clock += 1;
  expect(await open(modal('Two'), late)).toEqual({ ok: false, error: 'expired_trigger_id' });
});

test('a bad view is refused with pointers, and leaves the trigger usable', async () => {
  await start();
  const id = await trigger();
  expect(await open(modal('x'.repeat(25)), id)).toMatchObject({
    ok: false,
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
  });
  expect(await open(modal('Fine'), id)).toMatchObject({ ok: true });
});

test('views.update changes an open view, insisting on the hash when given', async () => {
  await start();
  const { view } = (await open()) as { view: Json };
  const update = (args: Json) => setting.call('views.update', { view: modal('Details'), ...args });
  expect(await update({ view_id: view.id, hash: 'old' })).toEqual({ ok: false, error: 'hash_conflict' });
  expect(await update({ view_id: view.id, hash: view.hash })).toMatchObject({ ok: true, view: { id: view.id } });
  expect(setting.slack.viewSeenBy()).toMatchObject({ id: view.id, title: 'Details' });
  expect(await update({ view_id: 'V0' })).toEqual({ ok: false, error: 'not_found' });
  expect(await update({})).toEqual({ ok: false, error: 'not_found' });
});

test('a stack holds three views', async () => {
  await start();
  const push = async (title: string) => setting.call('views.push', { trigger_id: await trigger(), view: modal(title) });
  expect(await push('Nowhere')).toEqual({ ok: false, error: 'not_found' });
  const { view } = (await open()) as { view: Json };
  expect(await push('Two')).toMatchObject({ view: { previous_view_id: view.id, root_view_id: view.id } });
  await push('Three');
  expect(setting.slack.viewSeenBy()).toMatchObject({ title: 'Three', depth: 2 });
  expect(await push('Four')).toEqual({ ok: false, error: 'push_limit_reached' });
});
