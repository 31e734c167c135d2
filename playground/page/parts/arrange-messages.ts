import type { Message } from '../../slack/protocol.js';

/** Two messages of one author this close together (seconds) share a heading, as in Slack. */
const TOGETHER_S = 300;

/** A message of the channel itself, with what surrounds it. */
export interface Arranged {
  message: Message;
  replies: Message[];
  /** Of a reply that the channel shows as well: what it replies to. */
  parent: Message | null;
  /** The day it begins, or null when the message above is of the same day. */
  day: string | null;
  /** Whether it stands under the heading of the message above. */
  isCompact: boolean;
}

/**
 * Puts a channel's messages in order, replies under their parents; a reply whose parent is not there stands for itself,
 * and one that is broadcast stands under its parent and in the channel.
 * @param dayOf The words for a message's day.
 */
export function arrangeMessages(messages: Iterable<Message>, dayOf: (message: Message) => string): Arranged[] {
  const all = [...messages].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const known = new Map(all.map((message) => [message.ts, message]));
  const parentOf = ({ ts, threadTs }: Message) =>
    threadTs === undefined || threadTs === ts ? undefined : known.get(threadTs);
  const shown = all.filter((message) => message.isBroadcast || !parentOf(message));
  return shown.map((message, index) => {
    const above = shown[index - 1];
    const day = dayOf(message);
    const isNewDay = !above || dayOf(above) !== day;
    return {
      message,
      replies: all.filter((reply) => parentOf(reply) === message),
      parent: parentOf(message) ?? null,
      day: isNewDay ? day : null,
      isCompact: !isNewDay && belongTogether(above, message),
    };
  });
}

function belongTogether(a: Message, b: Message): boolean {
  const arePlain = [a, b].every(
    ({ visibleTo, fromSlackbot, isBroadcast }) => !visibleTo && !fromSlackbot && !isBroadcast,
  );
  return arePlain && a.user === b.user && Number(b.ts) - Number(a.ts) < TOGETHER_S;
}
