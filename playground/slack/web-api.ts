import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.js';
import { appsMethods } from './methods/apps.js';
import { chatMethods } from './methods/chat.js';
import { conversationsMethods } from './methods/conversations.js';
import { filesMethods } from './methods/files.js';
import type { Method } from './methods/method.js';
import { usersMethods } from './methods/users.js';
import { viewsMethods } from './methods/views.js';
import { performCall } from './perform-call.js';
import type { Json } from './protocol.js';
import { readArguments } from './read-arguments.js';
import { readBody } from './read-body.js';
import { SlackRefusal } from './slack-refusal.js';

const METHODS: Record<string, Method> = {
  ...appsMethods,
  ...chatMethods,
  ...conversationsMethods,
  ...filesMethods,
  ...usersMethods,
  ...viewsMethods,
};

/** `POST /api/<method>`, form or JSON, with the bot's or the app's token. */
export async function answerMethod(
  core: Core,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request)).toString();
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const read = readArguments(body, request.headers['content-type'] ?? '', query);
  const { token: bodyToken, ...args } = read ?? {};
  const token = request.headers.authorization?.replace(/^Bearer\s*/, '') ?? bodyToken;
  await performCall(core, { name, args, channel: args.channel, request, response }, () => {
    const method = METHODS[name];
    if (!method) throw new SlackRefusal('unknown_method', [], { req_method: name });
    authorise(core, method, token);
    if (!read) throw new SlackRefusal('invalid_json');
    limitRate(core, name, args);
    return { ok: true, ...method.run(core, args) };
  });
}

function authorise(core: Core, method: Method, token: unknown): void {
  const { botToken, appToken, scopes } = core.settings;
  if (!token) throw new SlackRefusal('not_authed');
  if (token !== botToken && token !== appToken) throw new SlackRefusal('invalid_auth');
  if (token !== (method.token === 'app' ? appToken : botToken)) throw new SlackRefusal('not_allowed_token_type');
  const isGranted = method.scopes.length === 0 || !scopes || method.scopes.some((scope) => scopes.includes(scope));
  if (isGranted) return;
  throw new SlackRefusal('missing_scope', [], { needed: method.scopes.join(','), provided: scopes.join(',') });
}

function limitRate(core: Core, name: string, args: Json): void {
  if (!core.settings.isRateLimited || name !== 'chat.postMessage') return;
  const seconds = core.rateLimits(`${name} ${String(args.channel)}`);
  if (seconds > 0) throw new SlackRefusal('ratelimited', [], { retryAfter: seconds });
}
