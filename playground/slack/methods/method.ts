import type { Core } from '../core.js';
import type { Json } from '../protocol.js';

/** A Web API method: returns the answer without `ok`, or throws a `SlackRefusal`. */
export interface Method {
  /** One of these scopes is needed; none when empty. */
  scopes: string[];
  /** Which token it takes; the bot's when absent. */
  token?: 'app';
  run(core: Core, args: Json): Json;
}
