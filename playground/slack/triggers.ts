import { randomBytes } from 'node:crypto';
import { forgetOldest } from './forget-oldest.js';
import { randomDigits } from './random-id.js';
import { SlackRefusal } from './slack-refusal.js';

const REMEMBERED = 10_000;

/** Three seconds, one use (docs.slack.dev/surfaces/modals). */
export interface Triggers {
  create(user: string): string;
  /** The user of a trigger. @throws SlackRefusal when it is unknown, expired or used. */
  use(triggerId: unknown): string;
}

/** @param lifeMs Milliseconds that a trigger is valid. */
export function createTriggers(now: () => number, lifeMs: number): Triggers {
  const made = new Map<string, { user: string; at: number; isUsed: boolean }>();
  return {
    create(user) {
      const id = `${randomDigits(12)}.${randomDigits(11)}.${randomBytes(16).toString('hex')}`;
      made.set(id, { user, at: now(), isUsed: false });
      forgetOldest(made, REMEMBERED);
      return id;
    },
    use(triggerId) {
      const trigger = typeof triggerId === 'string' ? made.get(triggerId) : undefined;
      if (!trigger) throw new SlackRefusal('invalid_trigger_id');
      if (now() - trigger.at > lifeMs) throw new SlackRefusal('expired_trigger_id');
      if (trigger.isUsed) throw new SlackRefusal('exchanged_trigger_id');
      trigger.isUsed = true;
      return trigger.user;
    },
  };
}
