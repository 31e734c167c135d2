import type { Core } from '../core.js';
import type { Json } from '../protocol.js';

/** One method of the Web API: arguments in, the answer without `ok` out; says no with a `SlackRefusal`. */
export interface Method {
  /** The scopes of which one suffices; none needed when empty. */
  scopes: string[];
  /** Which token it takes; the bot's when absent. */
  token?: 'app';
  run(core: Core, args: Json): Json;
}
