import { createAnnouncer } from './announcer.js';
import type { Message } from './protocol.js';

/** The messages of one interaction, in order. */
export interface Answers {
  list: Message[];
  add(message: Message): void;
  next(timeoutMs?: number): Promise<Message>;
}

export function createAnswers(): Answers {
  const list: Message[] = [];
  const added = createAnnouncer<Message>('answer');
  let taken = 0;
  return {
    list,
    add(message) {
      list.push(message);
      added.announce(message);
    },
    async next(timeoutMs) {
      const at = taken++;
      return list[at] ?? (await added.next(() => list.length > at, timeoutMs));
    },
  };
}
