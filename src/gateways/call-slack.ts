import { SlackProblem, type SlackProblemKind } from '../domain/slack-problem.js';
import { timeLeft, traceCall, within } from '../runtime/trace.js';

/**
 * Sends one Web API call within the user's time, traces it, and turns the WebClient's errors into SlackProblem.
 * @param isIdempotent Whether it is safe to repeat a call that may have succeeded.
 */
export async function callSlack<T>(method: string, isIdempotent: boolean, send: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const note = (error?: string) =>
    traceCall({ call: method, ms: Math.round(performance.now() - start), ...(error !== undefined && { error }) });
  try {
    const answer = await within(limitOf(method), send());
    note();
    return answer;
  } catch (error) {
    const problem = toProblem(error, isIdempotent);
    note(problem.code);
    throw problem;
  }
}

const LOOK_UP_MS = 4000; // limit for a lookup of a person or channel while a user waits

/** Messages to the user may use the time that is kept back from other calls. */
function limitOf(method: string): number {
  if (method.startsWith('chat.')) return timeLeft('last words');
  if (method.startsWith('views.')) return timeLeft('answering');
  const left = timeLeft('asking');
  return left === Number.POSITIVE_INFINITY ? left : Math.min(left, LOOK_UP_MS);
}

const CHANNEL_GONE =
  /^(channel_not_found|is_archived|not_in_channel|restricted_action(_\w+)?|user_not_found|user_disabled|cannot_dm_bot|messages_tab_disabled)$/;
const MESSAGE_GONE = /^(message_not_found|thread_not_found)$/;
const NOT_EDITABLE = /^(cant_update_message|edit_window_closed)$/;
const REFUSED =
  /^(invalid_blocks\w*|msg_too_long|msg_blocks_too_long|no_text|invalid_attachments|too_many_attachments|invalid_arguments|invalid_metadata\w*|metadata_\w+|block_mismatch)$/;
/** Slack documents that these calls may have succeeded. */
const MAYBE_DONE = /^(internal_error|fatal_error|service_unavailable|request_timeout)$/;
const NEVER_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+)$/;

interface Thrown {
  name?: string;
  message?: string;
  retryAfter?: number;
  statusCode?: number;
  data?: { error?: string };
  original?: { name?: string; cause?: { code?: string } };
}

function toProblem(error: unknown, isIdempotent: boolean): SlackProblem {
  const { data, retryAfter, statusCode, original, message = '', name = 'Error' } = error as Thrown;
  const maybe: SlackProblemKind = isIdempotent ? 'not-sent' : 'unknown';
  if (retryAfter !== undefined) return new SlackProblem('rate-limited', 'ratelimited', retryAfter, error);
  // A 429 without a usable Retry-After.
  if (message.startsWith('Retry header')) return new SlackProblem('rate-limited', 'ratelimited', 1, error);
  if (data?.error !== undefined) return platformProblem(data.error, maybe, error);
  if (statusCode !== undefined) return new SlackProblem(maybe, `HTTP ${statusCode}`, 0, error);
  const code = original?.cause?.code ?? original?.name ?? name;
  return new SlackProblem(NEVER_SENT.test(code) ? 'not-sent' : maybe, code, 0, error);
}

function platformProblem(code: string, maybe: SlackProblemKind, cause: unknown): SlackProblem {
  // A proxy's page with status 200 ends here too, with its text as the error.
  if (!/^\w{1,60}$/.test(code)) return new SlackProblem(maybe, 'no Slack answer', 0, cause);
  if (code === 'ratelimited') return new SlackProblem('rate-limited', code, 1, cause);
  return new SlackProblem(kindOf(code, maybe), code, 0, cause);
}

function kindOf(code: string, maybe: SlackProblemKind): SlackProblemKind {
  if (CHANNEL_GONE.test(code)) return 'channel-gone';
  if (MESSAGE_GONE.test(code)) return 'message-gone';
  if (NOT_EDITABLE.test(code)) return 'not-editable';
  if (REFUSED.test(code)) return 'refused';
  return MAYBE_DONE.test(code) ? maybe : 'not-sent';
}
