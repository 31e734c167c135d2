import type { Accounts } from '../domain/account.js';
import { isNameOrPattern, type Mention, OCCASIONS, type Occasion } from '../domain/subscription.js';
import { PLACE_OPTIONS, type PlaceOptions, parsePlace } from './parse-place.js';
import { asDuration } from './parse-value.js';
import { type OptionReaders, readOptions } from './read-options.js';
import { refuse } from './refusal.js';

export interface SubscribeCommand {
  kind: 'subscribe';
  pipeline: string;
  on: Occasion;
  mention?: Mention | { handle: string }; // a group's handle has still to be looked up
  branch?: string;
  region?: string;
  approvals?: boolean;
  remindAfterMs?: number; // milliseconds; only with `approvals`
}

export interface UnsubscribeCommand {
  kind: 'unsubscribe';
  pipeline: string;
  region?: string;
}

interface Options extends PlaceOptions {
  on: Occasion;
  mention: Exclude<SubscribeCommand['mention'], undefined>;
  branch: string;
  approvals: true;
  remind: number;
}

const SUBSCRIBE_OPTIONS = {
  ...PLACE_OPTIONS,
  '--on': asOccasion,
  '--mention': asMention,
  '--branch': asBranch,
  '--approvals': 'flag',
  '--remind': asDuration,
} satisfies OptionReaders;

/**
 * Reads what follows `subscribe`: `<pipeline|pattern> [--on broken|every] [--mention @group|@person|author]
 * [--branch b] [--region r] [--approvals [--remind 4h]]`. @throws CommandRefusal
 */
export function parseSubscribeCommand(given: string[], accounts: Accounts): SubscribeCommand {
  const { words, options } = readOptions<Options>(given, SUBSCRIBE_OPTIONS);
  const { on = 'broken', mention, branch, approvals, remind } = options;
  if (remind !== undefined && !approvals) refuse({ kind: 'remind-without-approvals' });
  return {
    kind: 'subscribe',
    ...namedPlace('subscribe', words, options, accounts),
    on,
    ...(mention && { mention }),
    ...(branch && { branch }),
    ...(approvals && { approvals }),
    ...(remind && { remindAfterMs: remind }),
  };
}

/** Reads what follows `unsubscribe`. @throws CommandRefusal */
export function parseUnsubscribeCommand(given: string[], accounts: Accounts): UnsubscribeCommand {
  const { words, options } = readOptions<PlaceOptions>(given, PLACE_OPTIONS);
  return { kind: 'unsubscribe', ...namedPlace('unsubscribe', words, options, accounts) };
}

function namedPlace(command: string, words: string[], options: Partial<PlaceOptions>, accounts: Accounts) {
  const { pipeline, region } = parsePlace(words, options, accounts);
  if (pipeline === undefined) return refuse({ kind: 'missing-name', command });
  if (!isNameOrPattern(pipeline)) refuse({ kind: 'unusable-name', given: pipeline, takesPatterns: true });
  return { pipeline, ...(region && { region }) };
}

function asOccasion(given: string): Occasion {
  return OCCASIONS.find((known) => known === given.toLowerCase()) ?? refuse({ kind: 'occasion', given });
}

const EVERYONE = /^(?:<!(?:here|channel|everyone)(?:\|[^>]*)?>|@(?:here|channel|everyone))$/i;

/** People as `<@U…>` or member id, groups as `<!subteam^S…>` or handle, or `author`. */
function asMention(given: string): Options['mention'] {
  if (EVERYONE.test(given)) return refuse({ kind: 'mention-everyone', given: given.replace(/[<!>@]|\|.*/g, '') });
  if (given.toLowerCase() === 'author') return 'author';
  const user = /^<@([UW][A-Z0-9]{2,30})(?:\|[^>]*)?>$/.exec(given)?.[1] ?? /^[UW][A-Z0-9]{7,30}$/.exec(given)?.[0];
  if (user) return { user };
  const group = /^<!subteam\^(S[A-Z0-9]{2,30})(?:\|[^>]*)?>$/.exec(given)?.[1] ?? /^S[A-Z0-9]{7,30}$/.exec(given)?.[0];
  if (group) return { group };
  const handle = /^@([^\s<>@]{1,80})$/.exec(given)?.[1];
  return handle ? { handle } : refuse({ kind: 'mention', given });
}

/** Branch names that git allows, except those that would need quotes. */
const BRANCH = /^(?!-)[^\s~^:?*[\\"'<>`\p{Cc}]{1,255}$/u;

function asBranch(given: string): string {
  return BRANCH.test(given) ? given : refuse({ kind: 'branch', given });
}
