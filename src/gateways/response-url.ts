import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { SlackRefusal } from '../domain/slack-refusal.js';
import { traceCall } from '../runtime/trace.js';

const TIMEOUT_MS = 5000;
/** Of the five uses a response_url gives, leave room for a plainer message should Slack refuse the first. */
const ATTEMPTS = 3;
const LONGEST_WAIT_S = 5;

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
 * Tried again where Slack can't have taken it: refused connections, 429 and 503.
 * @throws SlackRefusal
 */
export async function postResponse(url: string, response: Response): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const start = performance.now();
    const outcome = await post(url, response);
    const ms = Math.round(performance.now() - start);
    traceCall({ call: 'response_url', ms, ...('error' in outcome && { error: outcome.error }) });
    if (!('error' in outcome)) return;
    if (attempt === ATTEMPTS || outcome.retryAfter === undefined) throw new SlackRefusal(outcome.error, outcome.cause);
    await wait(outcome.retryAfter * 1000 + Math.random() * 100);
  }
}

type Outcome = { taken: true } | { error: string; retryAfter?: number; cause?: unknown };

async function post(url: string, response: Response): Promise<Outcome> {
  try {
    // What fetch() is made of, for a third of its processor time; it follows no redirects.
    const { statusCode, headers, body } = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(response),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return readAnswer(statusCode, Number(headers['retry-after']), await body.text());
  } catch (cause) {
    const { name, code: given } = cause as { name: string; code?: unknown };
    const code = typeof given === 'string' ? given : name;
    return { error: code, cause, ...(code === 'ECONNREFUSED' && { retryAfter: 0.3 }) };
  }
}

/** Slack says `ok` or `{"ok":true}`; a failure may come with status 200. */
function readAnswer(status: number, retryAfter: number, body: string): Outcome {
  const error = /"error"\s*:\s*"([a-z_]+)"/.exec(body)?.[1] ?? (/^[a-z_]{2,40}$/.test(body) ? body : undefined);
  if (status < 300 && !/"ok"\s*:\s*false/.test(body)) return { taken: true };
  if (status !== 429 && status !== 503) return { error: error ?? `http_${status}` };
  return { error: error ?? `http_${status}`, retryAfter: Math.min(retryAfter || 1, LONGEST_WAIT_S) };
}
