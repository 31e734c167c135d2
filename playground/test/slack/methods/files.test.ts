import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { type Setting, startSetting } from '../start-app.js';

let setting: Setting;
beforeEach(async () => {
  setting = await startSetting();
});
afterEach(() => setting.stop());

test("Slack's own client uploads a file, which is then read in the channel", async () => {
  const { slack } = setting;
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const file = { filename: 'build.log', content: 'line <1>\nline 2', title: 'Build log' };
  await client.files.uploadV2({ channel_id: slack.channels.deploys, initial_comment: 'The log', ...file });
  const message = slack.lastMessageSeenBy();
  expect(message).toMatchObject({ text: 'The log', files: [{ name: 'build.log', title: 'Build log' }] });
  const response = await fetch(message?.files?.[0]?.url ?? '');
  expect(await response.text()).toBe(file.content);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('a file is completed after its bytes came, all of them, once', async () => {
  const announced = await setting.call('files.getUploadURLExternal', { filename: 'a.txt', length: 3 });
  const complete = () => setting.call('files.completeUploadExternal', { files: [{ id: announced.file_id }] });
  const upload = (body: string) => fetch(String(announced.upload_url), { method: 'POST', body });
  expect(await complete()).toEqual({ ok: false, error: 'file_not_found' });
  expect((await upload('four')).status).toBe(400);
  expect((await upload('abc')).status).toBe(200);
  expect(await complete()).toMatchObject({ ok: true, files: [{ name: 'a.txt' }] });
  expect(await complete()).toEqual({ ok: false, error: 'file_not_found' });
});

test('a file can be shared without a word, in a thread', async () => {
  const { slack } = setting;
  const { ts: threadTs } = slack.say({ text: 'Where is the log?' });
  const { upload_url: url, file_id: id } = await setting.call('files.getUploadURLExternal', {
    filename: 'a',
    length: 1,
  });
  await fetch(String(url), { method: 'POST', body: 'x' });
  const shared = { files: [{ id }], channel_id: slack.channels.deploys, thread_ts: threadTs };
  expect(await setting.call('files.completeUploadExternal', shared)).toMatchObject({ ok: true });
  expect(slack.lastMessageSeenBy()).toMatchObject({ text: '', threadTs, files: [{ id, title: 'a' }] });
});

test('a file has at least one byte', async () => {
  const announce = (length: unknown) => setting.call('files.getUploadURLExternal', { filename: 'a.txt', length });
  expect(await announce(1)).toMatchObject({ ok: true });
  expect(await announce(0)).toMatchObject({ ok: false, error: 'invalid_arguments' });
});

test('an alt_txt has 1,000 characters at most', async () => {
  const announce = (size: number) =>
    setting.call('files.getUploadURLExternal', { filename: 'a.png', length: 3, alt_txt: 'x'.repeat(size) });
  expect(await announce(1000)).toMatchObject({ ok: true });
  expect(await announce(1001)).toEqual({ ok: false, error: 'alt_txt_too_large' });
});
