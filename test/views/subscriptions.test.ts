import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../playground/index.js';
import { parseCommand } from '../../src/command-line/parse-command.js';
import { accountIn } from '../../src/domain/account.js';
import { SlackProblem } from '../../src/domain/slack-problem.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { channelGoneView } from '../../src/views/channel-gone.js';
import { confirmSubscribeView } from '../../src/views/confirm-subscribe.js';
import type { Message } from '../../src/views/message.js';
import { subscribeAnswerView, subscribedView, subscriptionsView } from '../../src/views/subscriptions.js';
import { unsubscribeAnswerView } from '../../src/views/unsubscribe.js';
import { name, region } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const mention = fc.constantFrom<Subscription['mention']>('author', { user: 'U024BE7LH' }, { group: 'S0614TZR7' });
const pipeline = fc.tuple(name, fc.boolean()).map(([one, isPattern]) => (isPattern ? `${one.slice(0, 99)}*` : one));
const subscription: fc.Arbitrary<Subscription> = fc.record(
  {
    pipeline,
    region,
    channel: fc.constant('C024BE91L'),
    on: fc.constantFrom('broken' as const, 'every' as const),
    mention,
    branch: fc.string({ unit: fc.constantFrom('a', '/', '-', 'ü', '1'), maxLength: 254 }).map((rest) => `b${rest}`),
    subscribedBy: fc.constant('U061F7AUR'),
    shared: fc.boolean(),
    approvals: fc.constant(true),
    remindAfterMs: fc.integer({ min: 10, max: 10_080 }).map((minutes) => minutes * 60_000),
    paused: fc.record({ code: fc.constantFrom('is_archived', 'some_new_code'), at: fc.constant(1_700_000_000_000) }),
  },
  { requiredKeys: ['pipeline', 'region', 'channel', 'on', 'subscribedBy', 'shared'] },
);
const many = fc.array(subscription, { maxLength: 120 });

function expectSound({ text, blocks }: Message): void {
  expect(checkBlocks(blocks, 'message', '/blocks')).toEqual([]);
  expect(renderedText(blocks).length).toBeLessThan(12_000);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThan(4000);
  expect(text).not.toMatch(/[<>]/);
}

const notSubscribed = (others: Subscription[], covering: Subscription[] = []) =>
  unsubscribeAnswerView({ kind: 'not-subscribed', pipeline: 'svc-*', region: 'eu-west-1', covering, others });

test('every answer is within Slack’s limits, for any subscription', () => {
  forAll(
    fc.property(many, fc.array(name, { maxLength: 3 }), fc.boolean(), (all, names, flag) => {
      expectSound(subscriptionsView(all));
      expectSound(notSubscribed(all));
      expectSound(notSubscribed(all, all));
      expectSound(channelGoneView('C1', 'is_archived', all));
      const [first] = all;
      if (!first) return;
      const stored = { subscription: first, isChange: flag, isShared: flag || undefined, isKnown: flag };
      expectSound(subscribedView(stored));
      expect(JSON.stringify(subscribedView(stored))).not.toContain('usergroup');
      const answers: Parameters<typeof subscribeAnswerView>[0][] = [
        { kind: 'already', subscription: first },
        { kind: 'untold', problem: new SlackProblem('unknown', 'TimeoutError'), ...stored },
        { kind: 'confirm', wish: first, isShared: flag, names },
        { kind: 'not-member', wish: first },
        { kind: 'not-postable', wish: first, problem: new SlackProblem('channel-gone', 'restricted_action_new') },
        { kind: 'no-such-group', handle: 'nobody' },
        { kind: 'between-two' },
      ];
      for (const answer of answers) expectSound(subscribeAnswerView(answer, 'U05PA7B0TXX'));
    }),
    { numRuns: 60 },
  );
});

test('sixty subscriptions with the longest names are listed as far as a message goes, and the rest is counted', () => {
  const all = Array.from({ length: 60 }, (_, at): Subscription => {
    const [pipelineName, branch] = [`${at}-`.padEnd(100, 'n'), 'b'.repeat(255)];
    const where = { region: 'ap-southeast-1', channel: 'C024BE91L', subscribedBy: 'U061F7AUR', shared: false };
    return { ...where, pipeline: pipelineName, branch, on: 'broken', mention: 'author' };
  });
  for (const message of [subscriptionsView(all), notSubscribed(all)]) {
    expectSound(message);
    const said = renderedText(message.blocks);
    const listed = said.match(/\d+-n+/g)?.length ?? 0;
    expect(listed).toBeGreaterThan(15);
    expect(said).toContain(`and ${60 - listed} more`);
  }
});

test('what the button of the question carries is read as the same wish', () => {
  forAll(
    fc.property(subscription, ({ pipeline: wanted, region: where, on, mention: named, branch, ...rest }) => {
      const asked = rest.approvals && { approvals: true, remindAfterMs: rest.remindAfterMs };
      const wish = { pipeline: wanted, region: where, on, mention: named, branch, ...asked };
      const view = confirmSubscribeView({ wish, isShared: true });
      expectSound(view);
      const value = /"value":"([^"]*)"/.exec(JSON.stringify(view.blocks))?.[1] ?? '';
      expect(value.length).toBeLessThanOrEqual(2000);
      const alias = accountIn(where) ?? [];
      const others = [alias].flat().map((one) => ({ alias: one, id: '', roleArn: '', regions: [] }));
      expect(parseCommand(value, { others })).toEqual({ kind: 'subscribe', ...wish });
    }),
    { numRuns: 300 },
  );
});
