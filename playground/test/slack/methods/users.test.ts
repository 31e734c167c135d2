import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Setting, startSetting } from '../start-app.js';

let setting: Setting;
beforeEach(async () => {
  setting = await startSetting();
});
afterEach(() => setting.stop());

test('users.info knows members and strangers', async () => {
  const { people } = setting.slack;
  const info = async (user: string) => (await setting.call('users.info', { user })).user;
  expect(await info(people.me)).toMatchObject({ name: 'ada', team_id: 'T024BE7LD', is_stranger: false });
  expect(await info(people.outsider)).toMatchObject({ team_id: 'T9TK3CUKW', is_stranger: true });
  expect(await setting.call('users.info', { user: 'U0' })).toEqual({ ok: false, error: 'user_not_found' });
  expect(await setting.call('users.info', {})).toMatchObject({ ok: false, error: 'invalid_arguments' });
});

test('users.lookupByEmail finds people of the home workspace', async () => {
  const { id } = setting.slack.addUser({ name: 'alan', email: 'alan@acme.example' });
  const lookup = (email: string) => setting.call('users.lookupByEmail', { email });
  expect(await lookup('Alan@acme.example')).toMatchObject({ ok: true, user: { id } });
  expect(await lookup('olga@partner.example')).toEqual({ ok: false, error: 'users_not_found' });
});

test('usergroups.list names the members when asked', async () => {
  expect(await setting.call('usergroups.list')).toMatchObject({ usergroups: [{ handle: 'deployers', user_count: 2 }] });
  const { me, colleague } = setting.slack.people;
  expect(await setting.call('usergroups.list', { include_users: true })).toMatchObject({
    usergroups: [{ users: [me, colleague] }],
  });
});
