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

test.each([
  ['a member', {}, {}],
  ['a guest', { isGuest: true }, { is_restricted: true }],
  ['a bot', { isBot: true }, { is_bot: true }],
  ['who was deactivated', { isDeleted: true }, { deleted: true }],
])('users.info tells %s by a flag of their own', async (_what, given, flags) => {
  const { id } = setting.slack.addUser({ name: 'alan', ...given });
  const none = { is_restricted: false, is_ultra_restricted: false, is_bot: false, is_stranger: false, deleted: false };
  expect((await setting.call('users.info', { user: id })).user).toMatchObject({ ...none, ...flags });
});

test('usergroups.users.list names the members of a group that exists', async () => {
  const { me, colleague } = setting.slack.people;
  const list = (usergroup: string) => setting.call('usergroups.users.list', { usergroup });
  expect(await list('S0614TZR7')).toEqual({ ok: true, users: [me, colleague] });
  expect(await list('S0NOWHERE')).toEqual({ ok: false, error: 'no_such_subteam' });
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
