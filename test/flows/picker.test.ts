import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Json, Message } from '../../playground/index.js';
import { LIST_OPTIONS } from '../../src/command-line/list-options.js';
import { rowsOf, seen, type } from './gestures.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => endWorld(world));

/** Options that people type; the others are in lines that they paste. */
const LISTED = /^--(region|page-size|max-items|latest|all)$/;

const picker = (message: Message) => ({ message, actionId: 'pick-pipeline' });
const options = async (help: Message, value: string) => (await world.slack.options({ ...picker(help), value })).groups;
const names = (groups: { options: Json[] }[]) => groups.flatMap((group) => group.options.map(({ value }) => value));

test.each(['', '  '])('the bare command “%s” shows the picker first, then one line', async (text) => {
  const answer = await type(world.slack, text);
  expect(answer.visibleTo).toBe(world.slack.people.me);
  expect(answer.blocks.map(({ type: kind }) => kind)).toEqual(['actions', 'rich_text']);
  expect(seen(answer)).toContain('/pipeline-actions help shows everything');
});

test('help lists every command and option, and ends with the picker', async () => {
  const help = seen(await type(world.slack, 'help'));
  const words = ['failed my-pipeline', 'why my-pipeline', 'subscribe', 'unsubscribe', 'subscriptions'];
  const options = Object.keys(LIST_OPTIONS).filter((option) => LISTED.test(option));
  for (const typed of [...words, ...options, '--on', '--mention', '--branch', '--approvals', '--remind']) {
    expect(help).toContain(typed);
  }
  expect(help).not.toContain('Usage');
});

test('the picker completes names as one types, and leads to the first page', async () => {
  const help = await type(world.slack, 'help');
  expect(names(await options(help, 'svc'))).toEqual(expect.arrayContaining(['svc-identity', 'svc-search']));
  expect(names(await options(help, 'CHECK'))[0]).toBe('checkout-service');
  const picked = await world.slack.click({ ...picker(help), selectedValue: 'svc-search', selectedText: 'svc-search' });
  const page = await picked.nextAnswer();
  expect(rowsOf(page)).toHaveLength(10);
  expect(page.ts).toBe(help.ts);
});

test('a name longer than an option’s value can hold is picked all the same', async () => {
  const longest = world.aws.account.pipelines().find(({ name }) => name.length === 100)?.name ?? '';
  const help = await type(world.slack, 'help');
  const [value] = names(await options(help, longest.slice(0, 12)));
  expect(String(value).length).toBeLessThanOrEqual(75);
  const picked = await world.slack.click({ ...picker(help), selectedValue: String(value), selectedText: 'x' });
  expect((await picked.nextAnswer()).text).toContain(longest);
});

test('says when there are more than a select can show, and finds the rest by typing', async () => {
  for (let number = 0; number < 150; number += 1) {
    world.aws.account.addPipeline({ name: `team-${String(number).padStart(3, '0')}` });
  }
  const help = await type(world.slack, 'help');
  const groups = await options(help, 'team-');
  expect(names(groups).length).toBeLessThanOrEqual(100);
  expect(groups[0]?.label).toContain('of 150');
  expect(names(await options(help, 'team-149'))).toContain('team-149');
});

test('says so where nothing matches, and what is picked of that shows the picker again', async () => {
  const help = await type(world.slack, 'help');
  const [group] = await options(help, 'no such name');
  expect(group?.options[0]?.text).toMatchObject({ text: 'No pipeline matches' });
  const value = String(group?.options[0]?.value);
  const picked = await world.slack.click({
    ...picker(help),
    selectedValue: value,
    selectedText: 'No pipeline matches',
  });
  expect(seen(await picked.nextAnswer())).toContain('Pick a pipeline');
});

test('a name that AWS did not list can still be used', async () => {
  const help = await type(world.slack, 'help');
  const groups = await options(help, 'from-another-page');
  expect(names(groups)).toEqual(['from-another-page']);
});

test('an empty query is answered in words when AWS gives no names', async () => {
  const help = await type(world.slack, 'help');
  world.aws.faults.denyAccess = true;
  const asked = await world.slack.options({ ...picker(help), value: '' });
  expect(asked.delivery?.outcome).toBe('acknowledged');
  expect(asked.groups[0]?.label).toBe('AWS listed no pipelines');
});

test.each(['hang', 'deny'])('answers in time when AWS does not: %s', async (fault) => {
  const help = await type(world.slack, 'help');
  if (fault === 'hang') world.aws.faults.hang = true;
  else world.aws.faults.denyAccess = true;
  const asked = await world.slack.options({ ...picker(help), value: 'check' });
  expect(asked.delivery?.outcome).toBe('acknowledged');
  expect(asked.groups[0]?.label).toContain('type the whole name');
  expect(names(asked.groups)).toEqual(['check']);
});
