import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Message } from '../../playground/index.js';
import { type AnnounceWorld, startAnnounceWorld } from './announce-world.js';
import { click, clicked, labelsOf, seen } from './gestures.js';

let world: AnnounceWorld;

beforeAll(async () => {
  world = await startAnnounceWorld();
  for (const name of ['checkout', 'search-api']) world.aws.account.addPipeline({ name });
});
afterAll(async () => {
  await world.stop();
  // That the bot can't see a channel is what it asks for.
  const asked = ({ where, error }: { where: string; error: string }) =>
    where === 'conversations.info' && error === 'channel_not_found';
  expect(world.slack.violations.filter((violation) => !asked(violation))).toEqual([]);
});

const typed = async (text: string, channel?: string) =>
  (await world.slack.runCommand({ text, ...(channel && { channel }) })).nextAnswer();

/** What everyone in the channel is told when someone does this. */
async function told(act: () => Promise<unknown>): Promise<Message> {
  const message = world.slack.nextMessage(({ visibleTo }) => visibleTo === undefined);
  await act();
  return message;
}
const subscribed = (text: string, channel?: string) =>
  told(() => world.slack.runCommand({ text, ...(channel && { channel }) }));

const subscriptions = async (channel?: string) => seen(await typed('subscriptions', channel));
const NONE = /This channel has no subscriptions/;
const { stringify } = JSON;

test('a channel subscribes, changes its mind, lists and unsubscribes, and everyone in it is told by whom', async () => {
  const { me } = world.slack.people;
  const first = await subscribed('subscribe checkout');
  expect(stringify(first.blocks)).toContain(`"user_id":"${me}"`);
  expect(seen(first)).toMatch(
    /subscribed this channel to checkout: first failure, changes of reason, and when it works again\./,
  );
  expect(labelsOf(first)).toEqual(['Preview', 'Unsubscribe']);
  expect(seen(await subscribed('subscribe checkout --on every --branch main'))).toMatch(
    /changed this channel’s subscription to checkout: each failure, and when it works again · only branch main\./,
  );
  const pattern = await subscribed(`subscribe svc-* --mention <!subteam^S0614TZR7|@deployers> --region us-east-1`);
  expect(labelsOf(pattern)).toEqual(['Unsubscribe']);
  expect(seen(pattern)).toContain('mentions a group');
  expect(stringify(pattern.blocks)).not.toContain('S0614TZR7');

  const list = await typed('subscriptions');
  expect(seen(list)).toMatch(/`checkout`: each failure.*`svc-\*`: first failure.*mentions .*us-east-1/);
  expect(labelsOf(list)).toEqual(['Unsubscribe', 'Unsubscribe']);
  const gone = await subscribed('unsubscribe checkout');
  expect(seen(gone)).toMatch(/unsubscribed this channel from checkout in eu-west-1\./);
  expect(stringify(gone.blocks)).toContain(`"user_id":"${me}"`);
  expect(seen(await typed('unsubscribe checkout'))).toMatch(
    /is not subscribed to checkout.*It is subscribed to.*svc-\*/,
  );
  // Named once, in a region that is not the default: it is clear which one is meant.
  expect(seen(await subscribed('unsubscribe svc-*'))).toMatch(/from svc-\* in us-east-1/);
  expect(await subscriptions()).toMatch(NONE);
});

test('the same again is no news for the channel', async () => {
  await subscribed('subscribe checkout');
  const answer = await typed('subscribe checkout');
  expect(answer.visibleTo).toBeDefined();
  expect(answer.text).toBe('This channel is already subscribed to checkout.');
  await subscribed('unsubscribe checkout');
});

test('anyone of the team unsubscribes by a click, in the list and under the announcement, and the channel is told', async () => {
  const { slack } = world;
  const { colleague } = slack.people;
  const announcement = await subscribed('subscribe checkout');
  const gone = await told(() => click(slack, announcement, 'Unsubscribe', colleague));
  expect(stringify(gone.blocks)).toContain(`"user_id":"${colleague}"`);
  const again = await clicked(slack, announcement, 'Unsubscribe', colleague);
  expect(again).toMatchObject({ visibleTo: colleague, text: expect.stringContaining('is not subscribed to checkout') });

  await subscribed('subscribe search-api');
  const list = await typed('subscriptions');
  expect(seen(await told(() => click(slack, list, 'Unsubscribe')))).toContain('from search-api');
  expect(await subscriptions()).toMatch(NONE);
});

test('the preview under the announcement is for the person who clicks', async () => {
  const { slack } = world;
  const announcement = await subscribed('subscribe checkout');
  const preview = await clicked(slack, announcement, 'Preview', slack.people.colleague);
  expect(preview.visibleTo).toBe(slack.people.colleague);
  await subscribed('unsubscribe checkout');
});

test('a pattern that covers a name is named, and can be unsubscribed', async () => {
  await subscribed('subscribe check*');
  const answer = await typed('unsubscribe checkout');
  expect(answer.text).toBe('checkout has no subscription of its own here: check* covers it.');
  const gone = await told(() => click(world.slack, answer, 'Unsubscribe check*'));
  expect(seen(gone)).toContain('from check* in');
  expect(await subscriptions()).toMatch(NONE);
});

describe('a name that no pipeline has', () => {
  test('is not stored: near names, and Subscribe anyway', async () => {
    const question = await typed('subscribe chekout --on every');
    expect(question.visibleTo).toBeDefined();
    expect(question.text).toBe(
      'There is no pipeline “chekout” in eu-west-1, so nothing is subscribed yet. Do you mean one of these?',
    );
    expect(labelsOf(question)).toEqual(['checkout', 'Subscribe anyway']);
    expect(await subscriptions()).toMatch(NONE);

    const meant = await told(() => click(world.slack, question, 'checkout'));
    expect(seen(meant)).toContain('to checkout: each failure');
    await subscribed('unsubscribe checkout');
    const asked = await typed('subscribe chekout --on every');
    const anyway = await told(() => click(world.slack, asked, 'Subscribe anyway'));
    expect(seen(anyway)).toContain('to chekout: each failure');
    expect(labelsOf(anyway)).toEqual(['Unsubscribe']);
    await subscribed('unsubscribe chekout');
  });

  test('can’t be told from others where AWS does not answer: it is stored', async () => {
    world.aws.faults.denyAccess = true;
    expect(seen(await subscribed('subscribe chekout'))).toContain('to chekout');
    world.aws.faults.denyAccess = false;
    await subscribed('unsubscribe chekout');
  });
});

test('a group can be named by its handle, as Slack hands it over unescaped', async () => {
  await subscribed('subscribe checkout --mention @deployers');
  expect(await subscriptions()).toContain('mentions <!subteam^S0614TZR7>');
  await subscribed('unsubscribe checkout');
});

test('approvals and their reminder are stored and said', async () => {
  expect(seen(await subscribed('subscribe checkout --approvals --remind 90m'))).toContain(
    'approvals, with a reminder after 1h 30m.',
  );
  expect(await subscriptions()).toContain('approvals, with a reminder after 1h 30m');
  await subscribed('unsubscribe checkout');
});

test.each([
  ['subscribe', /Which pipeline\? Type \/pipeline-actions subscribe and its name, or a pattern such as svc-\*/],
  ['subscribe a b', /don’t know what “b” means/],
  ['subscribe söl', /“söl” can’t be a pipeline’s name/],
  ['subscribe checkout --on always', /--on takes broken .* or every .*, not “always”/],
  ['subscribe checkout --mention @here', /--mention never pings @here/],
  ['subscribe checkout --mention <!channel>', /--mention never pings @channel/],
  ['subscribe checkout --mention @nobody', /no user group @nobody/],
  ['subscribe checkout --mention ada', /takes @group, @person or author, not “ada”/],
  ['subscribe checkout --onn every', /no option “--onn” here. Do you mean --on\?/],
  ['subscribe checkout --region mars', /“mars” is not a region/],
  ['subscribe checkout --branch a..b~1', /--branch takes one branch/],
  ['subscribe checkout --remind 4h', /--remind goes with --approvals/],
])('%s is refused in one sentence', async (text, expected) => {
  const answer = await typed(text);
  expect(seen(answer)).toMatch(expected);
  expect(answer.text).not.toMatch(/reference|✅/);
  expect(await subscriptions()).toMatch(NONE);
});

describe('where nothing can be posted, nothing is stored', () => {
  test.each(['public', 'private'] as const)(
    'a %s channel that the bot is not in: invite it, and try again',
    async (kind) => {
      const { slack } = world;
      const { id } = slack.addChannel({ name: `elsewhere-${kind}`, kind, hasBot: false });
      const answer = await typed('subscribe checkout --on every', id);
      expect(answer.text).toBe('I am not in this channel, so nothing is subscribed. Invite me first.');
      expect(seen(answer)).toContain('/invite');
      expect(stringify(answer.blocks)).toContain(`"user_id":"${slack.people.bot}"`);
      expect(await subscriptions(id)).toMatch(NONE);

      slack.changeChannel(id, { hasBot: true });
      expect(seen(await told(() => click(slack, answer, 'Try again')))).toContain('to checkout: each failure');
    },
  );

  test.each([
    ['restricted_action_read_only_channel', 'the channel is read-only. A channel manager or workspace admin can'],
    ['restricted_action_of_the_future', 'the channel’s settings don’t allow it. A channel manager'],
    ['is_archived', 'the channel is archived. Unarchive it'],
    ['missing_scope', 'lacks a permission of Slack’s. Ask the people who run this bot.'],
  ])('Slack answers the announcement with %s', async (error, words) => {
    const { slack } = world;
    slack.faults.add({ on: 'chat.postMessage', times: 1, error });
    const answer = await typed('subscribe checkout');
    expect(answer.text).toContain(`Nothing is subscribed, because `);
    expect(answer.text).toContain(words);
    expect(await subscriptions()).toMatch(NONE);
  });

  test('what was subscribed before stays as it was', async () => {
    const { slack } = world;
    await subscribed('subscribe checkout');
    slack.faults.add({ on: 'chat.postMessage', times: 1, error: 'restricted_action' });
    await typed('subscribe checkout --on every');
    expect(await subscriptions()).toContain('first failure');
    await subscribed('unsubscribe checkout');
  });

  test('Slack did not say whether the channel was told: stored, and said', async () => {
    const { slack } = world;
    slack.faults.add({ on: 'chat.postMessage', times: 1, drop: 'after' });
    const answer = await typed('subscribe checkout');
    expect(answer.text).toMatch(/is subscribed to checkout, but Slack did not confirm/);
    await subscribed('unsubscribe checkout');
  });

  test('a direct message between two people, to which the bot can’t be invited', async () => {
    const { id } = world.slack.addChannel({ id: 'D0TWOPEOPLE', name: 'two', kind: 'direct', hasBot: false });
    const answer = await typed('subscribe checkout', id);
    expect(answer.text).toMatch(/^Bots can’t post in a direct message between two people, so nothing is subscribed/);
    expect(answer.text + seen(answer)).not.toMatch(/invite/i);
    expect(await subscriptions(id)).toMatch(NONE);
  });
});

test('the bot was thrown out: unsubscribing works, and says that the channel was not told', async () => {
  const { slack } = world;
  await subscribed('subscribe checkout');
  slack.faults.add({ on: 'chat.postMessage', times: 1, error: 'not_in_channel' });
  expect((await typed('unsubscribe checkout')).text).toMatch(/no longer subscribed to checkout. I could not tell/);
  expect(await subscriptions()).toMatch(NONE);
});

test('a channel shared with another company is asked first', async () => {
  const { slack } = world;
  const { shared } = slack.channels;
  const question = await typed('subscribe search-api --branch main --mention author', shared);
  expect(seen(question)).toMatch(/Another company reads this channel/);
  expect(labelsOf(question)).toEqual(['Subscribe anyway']);
  expect(await subscriptions(shared)).toMatch(NONE);
  const announcement = await told(() => click(slack, question, 'Subscribe anyway'));
  expect(seen(announcement)).toMatch(
    /to search-api: .* · only branch main · mentions the author\..*no log lines, because another company reads/,
  );
  await world.logged(
    ({ what, outcome, channel }) => what === 'confirm-subscribe' && outcome === 'subscribed' && channel === shared,
  );
  expect(slack.messagesSeenBy(undefined, shared).map(({ ts }) => ts)).not.toContain(question.ts);
});

test('Slack does not say what a channel is: the announcement tells whether the bot can post in it', async () => {
  const { slack } = world;
  const takeAway = slack.faults.add({ on: 'conversations.info', error: 'missing_scope' });
  const announcement = await subscribed('subscribe checkout', slack.channels.direct);
  takeAway();
  expect(seen(announcement)).toContain('no log lines, because Slack doesn’t say who reads this channel');
  await subscribed('unsubscribe checkout', slack.channels.direct);
});

test('direct and private channels can subscribe', async () => {
  const { direct, releases } = world.slack.channels;
  for (const channel of [direct, releases]) {
    expect(labelsOf(await subscribed('subscribe checkout', channel))).toContain('Unsubscribe');
    await subscribed('unsubscribe checkout', channel);
  }
});
