import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/runtime/config.js';
import { buttonsOf, labelsOf, rowsOf, type } from './gestures.js';
import { endWorld, startWorld, type World } from './start-world.js';

/** The workspace's one user group: its members are two, not the third. */
const DEPLOYERS = 'S0614TZR7';

let world: World;
let stranger: string;

beforeEach(async () => {
  world = await startWorld({
    listable: `checkout-*=${DEPLOYERS};docs-*=C0RND8K2X;search-api=U061F7AUR;svc-*=*`,
  });
  const { slack } = world;
  stranger = slack.addUser({ name: 'linus' }).id;
  const { me, colleague } = slack.people;
  slack.changeChannel(slack.channels.deploys, { members: [me, colleague, stranger] });
});
afterEach(() => endWorld(world));

const answerTo = async (text: string, user?: string) =>
  (await world.slack.runCommand({ text, ...(user && { user }) })).nextAnswer();
const calls = () => world.aws.calls.filter(({ operation }) => operation !== 'ListPipelines').length;

describe('LISTABLE', () => {
  test('lets the members of a group list, and tells others whom to ask; AWS is not asked for them', async () => {
    expect(rowsOf(await answerTo('checkout-service'))).toHaveLength(10);
    const before = calls();
    const refusal = await answerTo('checkout-service', stranger);
    expect(refusal.text).toContain('You may not list checkout-service. These may: @deployers. Ask them');
    expect(labelsOf(refusal)).toEqual([]);
    expect((await answerTo('failure checkout-service', stranger)).text).toContain('You may not list');
    expect(calls()).toBe(before);
    expect(await world.logged(({ outcome }) => outcome === 'not-listable')).toMatchObject({ user: stranger });
  });

  test('holds for a cursor in a button as for a name that is typed', async () => {
    const page = await type(world.slack, 'checkout-service');
    const before = calls();
    const { channel, ts, blocks } = page;
    // What the screen of someone in the group shows, clicked by someone who is not.
    const [next] = buttonsOf(page);
    const own = await world.slack.runCommand({ text: 'help', user: stranger });
    const { ts: theirs } = await own.nextAnswer();
    const place = {
      message: { channel, ts: theirs, blocks },
      blockId: next?.blockId ?? '',
      actionId: next?.actionId ?? '',
    };
    const refusal = await (await world.slack.click({ ...place, user: stranger })).nextAnswer();
    expect(refusal.text).toContain('You may not list checkout-service');
    expect([calls(), ts]).toEqual([before, page.ts]);
  });

  test('names a person, or everybody, or no one where no pattern fits', async () => {
    expect((await answerTo('docs-site', stranger)).text).toContain('These may: #random.');
    expect((await answerTo('search-api', stranger)).text).toMatch(/These may: Ada Lovelace\.|no pipeline/);
    expect((await answerTo('svc-unknown', stranger)).text).not.toContain('You may not list');
    expect((await answerTo('payments', stranger)).text).toContain('Nobody may list payments from Slack.');
  });

  test('hides names from those who may not list them', async () => {
    const guess = await answerTo('checkout-servise', stranger);
    expect(guess.text).toContain('You may not list');
    const close = await answerTo('svc-checkout-service', stranger);
    expect(JSON.stringify(close)).not.toContain('"checkout-service"');
  });

  test('refuses where Slack does not say who is in a group, and says that', async () => {
    world.slack.faults.add({ on: 'usergroups.users.list', error: 'internal_error' });
    expect((await answerTo('checkout-service')).text).toContain('Slack did not say whether you may list');
    world.slack.faults.clear();
    expect(rowsOf(await answerTo('checkout-service'))).toHaveLength(10);
  });
});

test('LISTABLE that can’t be read ends the start, in words', () => {
  const settings = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's', LISTABLE: 'payments=sre' };
  expect(() => readConfig(settings, true)).toThrow('LISTABLE: “sre” is no id of a user group');
});
