import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { SlackProblem } from '../domain/slack-problem.js';
import { makeWellFormed } from '../domain/well-formed.js';
import { timeLeft, timesCalled, traceCall } from '../runtime/trace.js';

const CALL = 'response_url';
const ATTEMPT_MS = 3000;
const ATTEMPTS = 3;
const MOST_USES = 5; // docs.slack.dev/interactivity/handling-user-interaction
const AGAIN_AFTER_S = 0.3;

export interface Response {
  text?: string;
  blocks?: unknown[];
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
}

/**
 * Posts to a response_url; resolves when Slack has taken the message.
 * Bolt's respond() has no timeout and takes `{"ok":false}` with status 200 for a success.
 * Tried again as long as there are time and uses left. What only one person sees is also tried again when it may have
 * been taken: that message is in its place twice, or twice below each other, which is better than not at all.
 * @param attempts 1 for what may as well stay unsaid: the uses are left to what follows.
 * @throws SlackProblem
 */
export async function postResponse(url: string, response: Response, attempts = ATTEMPTS): Promise<void> {
  const isHarmlessTwice = response.response_type !== 'in_channel';
  for (let attempt = 1; ; attempt += 1) {
    if (timesCalled(CALL) >= MOST_USES) throw new SlackProblem('refused', 'used_url');
    const start = performance.now();
    const outcome = await post(url, response);
    const ms = Math.round(performance.now() - start);
    traceCall({ call: CALL, ms, ...('error' in outcome && { error: outcome.error }) });
    if (!('error' in outcome)) return;
    const { error, cause, maybeTaken, againAfter } = outcome;
    const isLate = againAfter === undefined || againAfter * 1000 >= timeLeft('answering');
    if (isLate || attempt >= attempts || (maybeTaken && !isHarmlessTwice))
      throw new SlackProblem(maybeTaken ? 'unknown' : 'refused', error, 0, cause);
    await wait(againAfter * 1000 + Math.random() * 100);
  }
}

/** `againAfter` in seconds, only where a retry may help. */
type Outcome = { taken: true } | { error: string; maybeTaken?: boolean; againAfter?: number; cause?: unknown };

async function post(url: string, response: Response): Promise<Outcome> {
  try {
    // The core of fetch() for a third of its processor time; follows no redirects.
    const { statusCode, headers, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(makeWellFormed(response)),
      signal: AbortSignal.timeout(Math.min(ATTEMPT_MS, timeLeft('answering'))),
    });
    return readAnswer(statusCode, Number(headers['retry-after']), await body.text());
  } catch (cause) {
    const { name, code: given } = cause as { name: string; code?: unknown };
    const error = typeof given === 'string' ? given : name;
    return { error, cause, maybeTaken: error !== 'ECONNREFUSED', againAfter: AGAIN_AFTER_S };
  }
}

/** Slack documents that these may have succeeded; an HTML page is a proxy's. */
const MAYBE_TAKEN = /^(internal_error|fatal_error|service_unavailable|request_timeout)$/;

/** Slack answers `ok` or `{"ok":true}`; an error may have status 200. */
function readAnswer(status: number, retryAfter: number, body: string): Outcome {
  const said = /"error"\s*:\s*"([a-z_]+)"/.exec(body)?.[1] ?? (/^[a-z_]{2,40}$/.test(body) ? body : undefined);
  const isPage = /^\s*</.test(body);
  if (status < 300 && !isPage && !/"ok"\s*:\s*false/.test(body)) return { taken: true };
  if (status === 429) return { error: 'ratelimited', againAfter: retryAfter || 1 };
  const error = said ?? (status < 300 ? 'no_slack_answer' : `http_${status}`);
  if (isPage || MAYBE_TAKEN.test(error)) return { error, maybeTaken: true, againAfter: AGAIN_AFTER_S };
  return status >= 500 ? { error, maybeTaken: status !== 503, againAfter: retryAfter || AGAIN_AFTER_S } : { error };
}
