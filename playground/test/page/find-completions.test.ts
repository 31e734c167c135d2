import { expect, test } from '@jest/globals';
import { findCompletions } from '../../page/parts/find-completions.js';
import { snapshot } from './fixtures/workspace.js';

const { commands, users, userGroups, channels } = snapshot();
const known = {
  commands,
  userGroups,
  users: new Map(users.map((user) => [user.id, user])),
  channels: new Map(channels.map((channel) => [channel.id, channel])),
};
const names = (text: string, caret = text.length) => findCompletions(known, text, caret).map(({ name }) => name);

test.each([
  ['/', ['/pipeline-actions']],
  ['/pipeline-actions', ['/pipeline-actions']],
  ['/pipeline-actions ', []],
  ['say /pi', []],
  ['@', ['@ada-lovelace', '@pipeline-actions', '@deployers']],
  ['ask @LOVE', ['@ada-lovelace']],
  ['@dep', ['@deployers']],
  ['mail ada@lov', []],
  ['#', ['#deploys', '#general']],
  ['`@ada', []],
])('behind %j comes %j', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test('a name is completed where the caret is, and the rest stays', () => {
  const [completion] = findCompletions(known, 'ask @ad about it', 'ask @ad'.length);
  expect(completion).toMatchObject({ text: 'ask @ada-lovelace about it', caret: 'ask @ada-lovelace '.length });
});
