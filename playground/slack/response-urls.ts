import { randomBytes } from 'node:crypto';
import { forgetOldest } from './forget-oldest.js';
import { randomDigits } from './random-id.js';
import { SlackRefusal } from './slack-refusal.js';
import type { StoredMessage } from './workspace-state.js';

const LIFE_MS = 30 * 60 * 1000;
const MOST_USES = 5;
const REMEMBERED = 50_000;

/** What an answer by `response_url` or acknowledgement speaks to. */
export interface Interaction {
  kind: 'command' | 'action';
  channel: string;
  user: string;
  /** `ts` of the message that was clicked; a slash command has none. */
  original?: string;
  threadTs?: string;
  /** Hears of each message that came of it. */
  answered(message: StoredMessage): void;
}

/** The `response_url`s handed out: five uses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrls {
  /** @returns The path, to be put behind the workspace's address. */
  create(teamId: string, interaction: Interaction): string;
  /** What a path was handed out for, whether or not it may still be used. */
  find(path: string): Interaction | undefined;
  /** Takes one use of the budget; refuses `expired_url`, `used_url` and what was never handed out. */
  use(path: string): Interaction;
}

export function createResponseUrls(now: () => number): ResponseUrls {
  const made = new Map<string, { interaction: Interaction; at: number; uses: number }>();
  return {
    create(teamId, interaction) {
      const secret = randomBytes(18).toString('base64url');
      const path = `/${interaction.kind}s/${teamId}/${randomDigits(13)}/${secret}`;
      made.set(path, { interaction, at: now(), uses: 0 });
      forgetOldest(made, REMEMBERED);
      return path;
    },
    find: (path) => made.get(path)?.interaction,
    use(path) {
      const entry = made.get(path);
      if (!entry) throw new SlackRefusal('no_such_url');
      if (now() - entry.at > LIFE_MS) throw new SlackRefusal('expired_url');
      if (entry.uses >= MOST_USES) throw new SlackRefusal('used_url');
      entry.uses += 1;
      return entry.interaction;
    },
  };
}
