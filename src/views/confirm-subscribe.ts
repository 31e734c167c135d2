import type { Mention } from '../domain/subscription.js';
import type { KnownWish, NotAnnounced } from '../use-cases/subscriptions.js';
import { askRow } from './ask.js';
import { button, type Message } from './message.js';
import { placeAsTyped } from './place-as-typed.js';
import { refusalView } from './refusal.js';

export const CONFIRM_SUBSCRIBE = 'confirm-subscribe';

/** Asks before subscribing to an unknown name or in a channel shared with another company. */
export function confirmSubscribeView({
  wish,
  isShared,
  names,
}: Omit<Extract<NotAnnounced, { kind: 'confirm' }>, 'kind'>): Message {
  const said = [
    ...(names ? [missingInWords(wish, names)] : []),
    ...(isShared
      ? [
          'Another company reads this channel. It would see which pipelines fail, why, and which commits, but no log lines.',
        ]
      : []),
  ].join(' ');
  const strings = { actionId: CONFIRM_SUBSCRIBE, value: wishAsTyped(wish) };
  const spoken = `Subscribe anyway to ${wish.pipeline}`;
  const anyway = button('Subscribe anyway', strings, {
    accessibilityLabel: spoken,
    ...(isShared && { style: 'danger' }),
  });
  const meant = (names ?? []).map((pipeline) => ({
    label: pipeline,
    text: wishAsTyped({ ...wish, pipeline }),
    spoken: `Subscribe to ${pipeline}`,
  }));
  const [row] = askRow(meant);
  return refusalView(said, undefined, [{ type: 'actions', elements: [...(row?.elements ?? []), anyway] }]);
}

function missingInWords({ pipeline, region }: KnownWish, names: readonly string[]): string {
  const question = names.length ? ' Do you mean one of these?' : '';
  return `There is no pipeline “${pipeline}” in ${region}, so nothing is subscribed yet.${question}`;
}

/** The button's value is parsed like typed text. */
export function wishAsTyped({ pipeline, on, mention, branch, region, approvals, remindAfterMs }: KnownWish): string {
  return [
    `subscribe --pipeline-name=${pipeline} --on ${on}`,
    ...(mention ? [`--mention ${mentionAsTyped(mention)}`] : []),
    ...(branch ? [`--branch ${branch}`] : []),
    placeAsTyped(region).trim(),
    ...(approvals ? ['--approvals'] : []),
    ...(remindAfterMs ? [`--remind ${remindAfterMs / 60_000}m`] : []),
  ].join(' ');
}

const mentionAsTyped = (mention: Mention): string =>
  mention === 'author' ? 'author' : 'user' in mention ? mention.user : mention.group;
