import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.js';
import { performCall } from './perform-call.js';
import { postAnswer } from './post-answer.js';
import { readArguments } from './read-arguments.js';
import { readBody } from './read-body.js';
import { SlackRefusal } from './slack-refusal.js';

const GONE = ['used_url', 'expired_url', 'no_such_url'];

/** Needs no token: the URL is the secret. */
export async function answerResponseUrl(
  core: Core,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = (await readBody(request)).toString();
  const read = readArguments(body, request.headers['content-type'] ?? '', new URLSearchParams());
  const statusOf = ({ error }: SlackRefusal) => (GONE.includes(error) ? 404 : core.settings.refusalStatus);
  const channel = core.responseUrls.find(path)?.channel;
  await performCall(core, { name: 'response_url', args: read ?? {}, channel, request, response, statusOf }, () => {
    const interaction = core.responseUrls.use(path);
    if (!read) throw new SlackRefusal('invalid_payload');
    limitRate(core, path);
    postAnswer(core, interaction, read, 'response_url');
    return { ok: true };
  });
}

function limitRate(core: Core, path: string): void {
  const seconds = core.settings.isRateLimited ? core.rateLimits(path) : 0;
  if (seconds > 0) throw new SlackRefusal('ratelimited', [], { retryAfter: seconds });
}
