import type { KnownBlock, RichTextElement, RichTextSection } from '@slack/types';
import type { Mention, Subscription } from '../domain/subscription.js';
import { goneInWords } from './channel-gone.js';
import { context, SLACK } from './message.js';
import { code, line, renderedLength, richText, text, time, user } from './rich-text.js';

/** Most that are listed. */
export const SHOWN = 50;
/** Characters of a list: what Slack takes of a whole message, less what stands around the list. */
const LIST_LENGTH = SLACK.rendered - 2000;

/** Subscriptions as bullets, as many as one message has room for, and how many more there are. */
export function subscriptionList(subscriptions: readonly Subscription[]): KnownBlock[] {
  if (subscriptions.length === 0) return [];
  const elements = fitting(
    subscriptions.slice(0, SHOWN).map((one) => line(...subscriptionInWords(one), ...pausedInWords(one))),
  );
  const more = subscriptions.length - elements.length;
  return [
    richText([{ type: 'rich_text_list', style: 'bullet', elements }]),
    ...(more > 0 ? [context(`and ${more} more`)] : []),
  ];
}

/** The first of them that one message has room for. */
function fitting(lines: RichTextSection[]): RichTextSection[] {
  let length = 0;
  const end = lines.findIndex((one) => {
    length += renderedLength([one]);
    return length > LIST_LENGTH;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

/** `svc-*, what is newly broken and its repair · branch main · @deployers is named · eu-west-1 · by @ada`. */
export function subscriptionInWords(subscription: Subscription): RichTextElement[] {
  const { pipeline, mention, branch, region, subscribedBy } = subscription;
  return [
    code(pipeline),
    text(`, ${occasionInWords(subscription)}`),
    ...(branch ? [text(' · branch '), code(branch)] : []),
    ...(mention ? [text(' · naming '), ...mentioned(mention)] : []),
    text(` · ${region} · by `),
    user(subscribedBy),
  ];
}

export const occasionInWords = ({ on }: Subscription) =>
  on === 'every' ? 'each failed execution and its repair' : 'what is newly broken and its repair';

function mentioned(mention: Mention): RichTextElement[] {
  if (mention === 'author') return [text('the author')];
  return ['user' in mention ? user(mention.user) : { type: 'usergroup', usergroup_id: mention.group }];
}

function pausedInWords({ paused }: Subscription): RichTextElement[] {
  if (!paused) return [];
  return [
    text(' · ⚠️ paused since '),
    time(new Date(paused.at)),
    text(`: ${goneInWords(paused.code)}. Subscribe again to go on.`),
  ];
}
