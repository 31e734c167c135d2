import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compileError, endingAt, type Role, type StoredMessage } from '../../playground/index.js';
import { type AnnounceWorld, announcedIn, failureOf, startAnnounceWorld } from './announce-world.js';
import { click, seen } from './gestures.js';
import { manyAccounts, withoutAccount } from './many-accounts.js';

let world: AnnounceWorld;
const many = manyAccounts(20);
beforeAll(async () => {
  world = await startAnnounceWorld({}, many);
  world.aws.account.addPipeline({ name: 'checkout' });
});
afterAll(async () => {
  await world.stop();
  expect(world.slack.violations).toEqual([]);
  expect(withoutAccount(world.slack, 'checkout')).toEqual([]);
});

/** The event that `checkout` of an account has failed. */
function failureIn({ account }: Pick<Role, 'account'>): string {
  const events: string[] = [];
  const stop = account.onEvent((_, json) => events.push(json));
  account.startRun('checkout', { script: endingAt('Build/Build', compileError) });
  stop();
  return events.at(-1) ?? '';
}

let channels = 0;
async function subscribe(text: string): Promise<string> {
  channels += 1;
  const channel = world.slack.addChannel({ name: `accounts-${channels}` }).id;
  const told = world.slack.nextMessage((message: StoredMessage) => message.channel === channel);
  await world.slack.runCommand({ text: `subscribe ${text}`, channel });
  expect((await told).text).toContain(`subscribed to ${text.split(' ')[0]}`);
  return channel;
}

const said = (channel: string): string[] => announcedIn(world.slack, channel).map(seen);

test('a failure is told where its account is subscribed, with its account, and not where another one is', async () => {
  const own = await subscribe('own:checkout');
  const second = await subscribe('team-02:checkout');
  const third = await subscribe('team-03:check*');
  await world.deliver(failureIn(many.role('team-02')));
  expect(said(second)).toEqual([
    expect.stringMatching(/❌ team-02:checkout failed in Build: npm run build exited with 1/),
  ]);
  expect(said(second)[0]).toContain('src/cart/totals.ts:48');
  expect([said(own), said(third)]).toEqual([[], []]);
  await world.deliver(failureIn(many.role('team-03')), failureOf(world, 'checkout'));
  expect(said(third)).toEqual([expect.stringMatching(/❌ team-03:checkout failed in Build/)]);
  expect(said(own)).toEqual([expect.stringMatching(/❌ own:checkout failed in Build/)]);
  expect(said(second)).toHaveLength(1);
  const callers = new Set(world.aws.calls.map(({ operation, caller }) => operation === 'BatchGetBuilds' && caller));
  expect(callers).toContain('arn:aws:sts::111122223302:assumed-role/pipeline-actions-reader/pipeline-actions');
});

test('of twenty accounts one is broken: it is told in words, and the others are told whole', async () => {
  many.role('team-07').isDenied = true;
  const subscribed = await Promise.all(many.accounts.map(({ alias }) => subscribe(`${alias}:checkout`)));
  await world.deliverAtOnce(...many.accounts.map(({ alias }) => failureIn(many.role(alias))));
  for (const [at, { alias }] of many.accounts.entries()) {
    const [only = '', ...others] = said(subscribed[at] ?? '');
    expect(others).toEqual([]);
    if (alias !== 'team-07') expect(only).toMatch(new RegExp(`❌ ${alias}:checkout failed in Build: npm run build`));
    else
      expect(only).toMatch(
        /❌ team-07:checkout failed.*AWS doesn’t let this bot into the account team-07: [^“]*sts:AssumeRole/,
      );
  }
});

test('subscriptions from before there were several accounts go on, and are listed with the bot’s own', async () => {
  const channel = world.slack.addChannel({ name: 'old' }).id;
  await world.subscribe({
    region: 'eu-west-1',
    pipeline: 'checkout',
    channel,
    on: 'broken',
    subscribedBy: 'U061F7AUR',
  });
  await world.deliver(failureOf(world, 'checkout'));
  expect(said(channel)).toEqual([expect.stringMatching(/❌ own:checkout failed/)]);
  const list = await (await world.slack.runCommand({ text: 'subscriptions', channel })).nextAnswer();
  expect(seen(list)).toContain('own/eu-west-1');
  const gone = world.slack.nextMessage(({ text }: StoredMessage) => text.includes('no longer subscribed'));
  await click(world.slack, list, 'Unsubscribe');
  expect((await gone).text).toContain('checkout in own/eu-west-1');
});
