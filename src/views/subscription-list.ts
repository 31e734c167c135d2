import type { KnownBlock } from '@slack/types';
import type { Mention, Subscription } from '../domain/subscription.js';
import { askButton } from './ask.js';
import { context, SLACK } from './message.js';
import { placeAsTyped } from './place-as-typed.js';
import { postProblemOf } from './post-problem.js';
import { cut, durationInWords, escapeMrkdwn } from './text.js';

const SHOWN = 45; // a message holds 50 blocks
const LIST_LENGTH = SLACK.rendered - 2000; // Slack's limit for a message, less what surrounds the list

/** One per line with **Unsubscribe**, as many as fit, and the number of the rest. */
export function subscriptionList(subscriptions: readonly Subscription[]): KnownBlock[] {
  const rows: KnownBlock[] = [];
  let length = 0;
  for (const subscription of subscriptions.slice(0, SHOWN)) {
    const words = rowInWords(subscription);
    length += words.length;
    if (length > LIST_LENGTH) break;
    rows.push(row(subscription, words));
  }
  const more = subscriptions.length - rows.length;
  return [...rows, ...(more > 0 ? [context(`and ${more} more`)] : [])];
}

const row = ({ pipeline, region }: Subscription, words: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: words, verbatim: true },
  accessory: askButton({ label: 'Unsubscribe', ...unsubscribeQuestion({ pipeline, region }) }),
});

export const unsubscribeQuestion = ({ pipeline, region }: Pick<Subscription, 'pipeline' | 'region'>) => ({
  text: `unsubscribe --pipeline-name=${pipeline}${placeAsTyped(region)}`,
  spoken: `Unsubscribe this channel from ${pipeline}`,
});

/** `svc-*` · first failure, … · branch `main` · mentions @deployers · eu-west-1 · by @ada. */
function rowInWords(subscription: Subscription): string {
  const { pipeline, mention, branch, region, subscribedBy, paused } = subscription;
  return [
    `${mrkdwnCode(pipeline)}: ${occasionInWords(subscription)}`,
    ...(branch ? [`branch ${mrkdwnCode(branch)}`] : []),
    ...(mention ? [`mentions ${mentioned(mention)}`] : []),
    ...approvalsInWords(subscription),
    region,
    `by <@${subscribedBy}>`,
    ...(paused ? [`⚠️ paused, because ${postProblemOf(paused.code).because}. Subscribe again to go on.`] : []),
  ].join(' · ');
}

/** A backtick would end the code; valid names have none. */
const mrkdwnCode = (words: string): string => `\`${escapeMrkdwn(cut(words.replaceAll('`', '’'), 255))}\``;

function mentioned(mention: Mention): string {
  if (mention === 'author') return 'the author';
  return 'user' in mention ? `<@${mention.user}>` : `<!subteam^${mention.group}>`;
}

export const occasionInWords = ({ on }: Pick<Subscription, 'on'>): string =>
  on === 'every'
    ? 'each failure, and when it works again'
    : 'first failure, changes of reason, and when it works again';

export function approvalsInWords({
  approvals,
  remindAfterMs,
}: Pick<Subscription, 'approvals' | 'remindAfterMs'>): string[] {
  if (!approvals) return [];
  return [`approvals${remindAfterMs ? `, with a reminder after ${durationInWords(remindAfterMs)}` : ''}`];
}
