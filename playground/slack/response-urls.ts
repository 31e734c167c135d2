import { randomBytes } from 'node:crypto';
import { forgetOldest } from './forget-oldest.js';
import { randomDigits } from './random-id.js';
import { SlackRefusal } from './slack-refusal.js';
import type { StoredMessage } from './workspace-state.js';

const LIFE_MS = 30 * 60 * 1000;
const MOST_USES = 5;
const REMEMBERED = 50_000;

/** What a `response_url` or acknowledgement answers. */
export interface Interaction {
  kind: 'command' | 'action';
  channel: string;
  user: string;
  /** The clicked message's `ts`; absent for a command. */
  original?: string;
  threadTs?: string;
  /** Called for each message of this interaction. */
  answered(message: StoredMessage): void;
}

/** Five uses within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrls {
  /** @returns The path below the workspace's address. */
  create(teamId: string, interaction: Interaction): string;
  /** Also for an expired path. */
  find(path: string): Interaction | undefined;
  /** Counts one use. @throws SlackRefusal `expired_url` or `used_url`. */
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
