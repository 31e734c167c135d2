import type { Message } from '../../slack/protocol.js';

/** Seconds within which two messages of one author share a heading, as in Slack. */
const TOGETHER_S = 300;

/** A message of the channel, with its surroundings. */
export interface Arranged {
  message: Message;
  replies: Message[];
  /** For a broadcast reply: its parent. */
  parent: Message | null;
  /** Null when the message above is of the same day. */
  day: string | null;
  /** Whether it shares the heading of the message above. */
  isCompact: boolean;
}

/**
 * Orders a channel's messages with replies under their parents; a broadcast reply appears in the channel as well.
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
