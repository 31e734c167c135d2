import { SlackProblem } from '../../src/domain/slack-problem.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { channelGoneView } from '../../src/views/channel-gone.js';
import { GROUP_UNKNOWN, NO_ANNOUNCEMENTS } from '../../src/views/obstacles.js';
import { refusalView } from '../../src/views/refusal.js';
import { subscribeAnswerView, subscribedView, subscriptionsView } from '../../src/views/subscriptions.js';
import { unsubscribeAnswerView, unsubscribedView } from '../../src/views/unsubscribe.js';
import type { Chapter } from './chapter.js';

const REFERENCE = 'K7WQ4N';
const BOT = 'U05PA7B0TXX';

const subscription: Subscription = {
  region: 'eu-west-1',
  pipeline: 'svc-identity',
  channel: 'C024BE91L',
  on: 'broken',
  subscribedBy: 'U061F7AUR',
  shared: false,
};
const rich: Subscription = {
  ...subscription,
  pipeline: 'svc-*',
  on: 'every',
  branch: 'main',
  mention: { group: 'S0614TZR7' },
  approvals: true,
  remindAfterMs: 4 * 60 * 60_000,
};
const paused: Subscription = {
  ...subscription,
  pipeline: 'checkout',
  paused: { code: 'is_archived', at: 1_700_000_000_000 },
};
const stored = { subscription, isChange: false, isShared: false, isKnown: true };
const wish = subscription;
const problem = (code: string) => new SlackProblem('channel-gone', code);
const where = { pipeline: 'svc-api', region: 'eu-west-1' };

export const subscribing: Chapter = {
  title: 'Subscribing',
  entries: [
    ['To the channel: subscribed', subscribedView(stored)],
    [
      'To the channel: changed, with every option',
      subscribedView({ ...stored, subscription: rich, isChange: true, isKnown: false }),
    ],
    ['To the channel, which another company reads', subscribedView({ ...stored, isShared: true })],
    ['To the channel, where Slack does not say who reads it', subscribedView({ ...stored, isShared: undefined })],
    ['Subscribed already', subscribeAnswerView({ kind: 'already', subscription }, BOT)],
    [
      'No such pipeline',
      subscribeAnswerView({ kind: 'confirm', wish, isShared: false, names: ['svc-identify', 'svc-idents'] }, BOT),
    ],
    [
      'No such pipeline, and none like it',
      subscribeAnswerView({ kind: 'confirm', wish, isShared: false, names: [] }, BOT),
    ],
    ['Another company reads the channel', subscribeAnswerView({ kind: 'confirm', wish, isShared: true }, BOT)],
    ['The bot is not in the channel', subscribeAnswerView({ kind: 'not-member', wish }, BOT)],
    [
      'Slack refuses the announcement',
      subscribeAnswerView({ kind: 'not-postable', wish, problem: problem('restricted_action') }, BOT),
    ],
    [
      'Slack did not say whether it posted it',
      subscribeAnswerView({ kind: 'untold', problem: problem('x'), ...stored }, BOT),
    ],
    ['No such group', subscribeAnswerView({ kind: 'no-such-group', handle: 'sre' }, BOT)],
    ['Slack does not say which group', refusalView(GROUP_UNKNOWN, REFERENCE)],
    ['A direct message between two people', subscribeAnswerView({ kind: 'between-two' }, BOT)],
    ['The bot has no queue', refusalView(NO_ANNOUNCEMENTS)],
    ['/pipeline-actions subscriptions', subscriptionsView([paused, rich, subscription])],
    ['/pipeline-actions subscriptions, where there are none', subscriptionsView([])],
    ['To the channel: unsubscribed', unsubscribedView('svc-identity', 'eu-west-1', 'U061F7AUR')],
    ['The channel could not be told', unsubscribeAnswerView({ kind: 'untold', ...where, problem: problem('x') })],
    [
      'A pattern covers it',
      unsubscribeAnswerView({ kind: 'not-subscribed', ...where, covering: [rich], others: [rich] }),
    ],
    [
      'Not subscribed, but to others',
      unsubscribeAnswerView({ kind: 'not-subscribed', ...where, covering: [], others: [subscription] }),
    ],
    [
      'Not subscribed to anything',
      unsubscribeAnswerView({ kind: 'not-subscribed', ...where, covering: [], others: [] }),
    ],
    [
      'To the person who subscribed: the channel is gone',
      channelGoneView('C024BE91L', 'not_in_channel', [subscription, rich]),
    ],
  ],
};
