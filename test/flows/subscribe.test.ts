import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AnnounceWorld, startAnnounceWorld } from './announce-world.js';
import { clicked, labelsOf, seen } from './gestures.js';

let world: AnnounceWorld;

beforeAll(async () => {
  world = await startAnnounceWorld();
  for (const name of ['checkout', 'search-api']) world.aws.account.addPipeline({ name });
});
afterAll(() => world.stop());

const typed = async (text: string, channel?: string) =>
  (await world.slack.runCommand({ text, ...(channel && { channel }) })).nextAnswer();

test('a channel subscribes, changes its mind, lists and unsubscribes', async () => {
  const { slack } = world;
  expect(seen(await typed('subscribe checkout'))).toMatch(
    /✅ Subscribed: this channel hears of checkout, what is newly/,
  );
  expect(seen(await typed('subscribe checkout --on every --branch main'))).toMatch(
    /Subscription changed: .*checkout, each failed execution and its repair · branch main · eu-west-1/,
  );
  await typed(`subscribe svc-* --mention <!subteam^S0614TZR7|@deployers> --region us-east-1`);
  const listed = seen(await typed('subscriptions'));
  expect(listed).toMatch(/checkout, each failed.*svc-\*, what is newly broken.*naming .*us-east-1/);
  expect(listed.match(/checkout/g)).toHaveLength(1);
  expect(seen(await typed('unsubscribe checkout'))).toMatch(/no longer hears of checkout in eu-west-1/);
  expect(seen(await typed('unsubscribe checkout'))).toMatch(/has not subscribed checkout.*svc-\*/);
  expect(seen(await typed('unsubscribe svc-* --region us-east-1'))).toMatch(/no longer/);
  expect(seen(await typed('subscriptions'))).toMatch(/subscribed nothing/);
  expect(slack.violations).toEqual([]);
});

test('a name that no pipeline has is stored, with names that may be meant', async () => {
  expect(seen(await typed('subscribe chekout'))).toMatch(
    /no pipeline chekout in eu-west-1 yet; did you mean checkout\?/,
  );
  await typed('unsubscribe chekout');
});

test('a group can be named by its handle, as Slack hands it over unescaped', async () => {
  await typed('subscribe checkout --mention @deployers');
  const [listed] = (await typed('subscriptions')).blocks.slice(1);
  expect(JSON.stringify(listed)).toContain('"type":"usergroup","usergroup_id":"S0614TZR7"');
  await typed('unsubscribe checkout');
});

test.each([
  ['subscribe', /name of a pipeline, or a pattern such as svc-\*, is missing/],
  ['subscribe a b', /one word too many/],
  ['subscribe söl', /neither/],
  ['subscribe checkout --on always', /--on takes broken .* or every, not “always”/],
  ['subscribe checkout --mention @here', /--mention does not take @here/],
  ['subscribe checkout --mention <!channel>', /--mention does not take channel/],
  ['subscribe checkout --mention @nobody', /no user group @nobody/],
  ['subscribe checkout --mention ada', /takes @group, a person’s member id, or author/],
  ['subscribe checkout --onn every', /unknown option --onn/i],
  ['subscribe checkout --region mars', /--region takes a region’s code/],
  ['subscribe checkout --branch a..b~1', /--branch takes the name of one branch/],
])('%s is refused in one sentence', async (text, expected) => {
  expect(seen(await typed(text))).toMatch(expected);
  expect(seen(await typed('subscriptions'))).toMatch(/subscribed nothing/);
});

test('a channel that the bot is not in is told how to invite it', async () => {
  const { channels, people } = world.slack;
  const answer = await typed('subscribe checkout', channels.general);
  expect(seen(answer)).toMatch(/can’t see that I am in this channel. Type \/invite/);
  expect(JSON.stringify(answer.blocks)).toContain(`"user_id":"${people.bot}"`);
  expect(answer.text).toMatch(/Invite me/);
});

test('a channel shared with another company is asked first, and outsiders can’t answer', async () => {
  const { slack } = world;
  const { shared } = slack.channels;
  const question = await typed('subscribe search-api --branch main --mention author', shared);
  expect(seen(question)).toMatch(/People of another company read this channel/);
  expect(labelsOf(question)).toEqual(['Subscribe anyway']);
  expect(seen(await typed('subscriptions', shared))).toMatch(/subscribed nothing/);
  const answer = await clicked(slack, question, 'Subscribe anyway');
  expect(seen(answer)).toMatch(
    /Subscribed: this channel hears of search-api.*branch main.*naming the author.*Log lines are left out/,
  );
  expect(answer.ts).toBe(question.ts);
  expect(slack.violations).toEqual([]);
});

test('a private channel that the bot is not in is not called shared: it is not known who reads it', async () => {
  const { id } = world.slack.addChannel({ name: 'secret', kind: 'private', hasBot: false });
  const answer = seen(await typed('subscribe checkout', id));
  expect(answer).toMatch(/Type \/invite/);
  expect(answer).toMatch(
    /can’t see whether another company reads this channel, so log lines are left out until I am in/,
  );
  expect(answer).not.toMatch(/since another company reads/);
  await typed('unsubscribe checkout', id);
});

test('a direct message between two people, where nobody can invite the bot: refused, and nothing is stored', async () => {
  const { id } = world.slack.addChannel({ id: 'D0TWOPEOPLE', name: 'two', kind: 'direct', hasBot: false });
  const answer = await typed('subscribe checkout', id);
  expect(seen(answer)).toMatch(/direct message between two people, so nothing was stored: subscribe in a channel/);
  expect(answer.text + seen(answer)).not.toMatch(/invite/i);
  expect(seen(await typed('subscriptions', id))).toMatch(/subscribed nothing/);
});

test('Slack does not say what a direct message is: stored, with what to do when it is not the bot’s own', async () => {
  const { slack } = world;
  const takeAway = slack.faults.add({ on: 'conversations.info', error: 'missing_scope' });
  const answer = await typed('subscribe checkout', slack.channels.direct);
  takeAway();
  expect(seen(answer)).toMatch(/Unless it is one with me I can’t post here: subscribe in a channel/);
  await typed('unsubscribe checkout', slack.channels.direct);
});

test('direct and private channels can subscribe', async () => {
  const { direct, releases } = world.slack.channels;
  for (const channel of [direct, releases]) {
    expect(seen(await typed('subscribe checkout', channel))).not.toMatch(/invite/i);
    await typed('unsubscribe checkout', channel);
  }
});
