import type { KnownBlock } from '@slack/types';
import type { Mention, Subscription } from '../domain/subscription.js';
import { askButton } from './ask.js';
import { context, SLACK } from './message.js';
import { placeAsTyped } from './pipeline-in-words.js';
import { postProblemOf } from './post-problem.js';
import { cut, durationInWords, escapeMrkdwn } from './text.js';

/** Most that are listed: a message holds 50 blocks. */
const SHOWN = 45;
/** Characters of a list: what Slack takes of a whole message, less what stands around the list. */
const LIST_LENGTH = SLACK.rendered - 2000;

/** Subscriptions, one to a line with **Unsubscribe**, as many as one message has room for, and how many more there are. */
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

/** What the button **Unsubscribe** asks. */
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

/** Names and branches hold no backtick; should one, it must not end the code. */
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
