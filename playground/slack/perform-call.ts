import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Core } from './core.js';
import type { Fault } from './faults.js';
import { maskSecrets } from './mask-secrets.js';
import type { Json } from './protocol.js';
import { SlackRefusal } from './slack-refusal.js';

/** A parsed call of the bot. */
export interface Call {
  /** A method, `response_url` or `upload`. */
  name: string;
  args: Json;
  /** For faults of one channel. */
  channel?: unknown;
  request: IncomingMessage;
  response: ServerResponse;
  /** HTTP status of a refusal; 200 for the Web API. */
  statusOf?: (refusal: SlackRefusal) => number;
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  error?: string;
}

/** Does a call and answers it, subject to faults; records everything. */
export async function performCall(core: Core, call: Call, act: () => Json): Promise<void> {
  const at = core.now();
  const start = performance.now();
  const fault = core.faults.take(call.name, call.channel);
  if (core.faults.latencyMs > 0) await sleep(core.faults.latencyMs);
  const loses = (when: 'before' | 'after') =>
    fault && (('hang' in fault && fault.hang === when) || ('drop' in fault && fault.drop === when));
  const answer = loses('before') ? undefined : (faultAnswer(fault) ?? actAnswer(core, call, act));
  const sent = loses('after') ? undefined : answer;
  record(core, call, at, performance.now() - start, sent);
  if (sent) call.response.writeHead(sent.status, sent.headers).end(sent.body);
  else if (fault && 'drop' in fault) call.request.socket.destroy();
}

function faultAnswer(fault: Fault | undefined): Answer | undefined {
  if (!fault) return undefined;
  if ('retryAfter' in fault)
    return json(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) });
  if ('error' in fault) return json(200, { ok: false, error: fault.error });
  if ('status' in fault)
    return {
      status: fault.status,
      headers: { 'content-type': 'text/html' },
      body: '<html>Slack is down</html>',
      error: `HTTP ${fault.status}`,
    };
  return undefined;
}

function actAnswer(core: Core, call: Call, act: () => Json): Answer {
  try {
    return json(200, act());
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    core.recordings.addViolation({
      kind: 'refused',
      where: call.name,
      error: error.error,
      notes: error.notes,
      body: call.args,
    });
    const { retryAfter, ...details } = error.details;
    const body = { ok: false, error: error.error, ...details, ...(error.notes.length > 0 && notesJson(error.notes)) };
    if (retryAfter !== undefined) return json(429, body, { 'retry-after': String(retryAfter) });
    return json(call.statusOf?.(error) ?? 200, body);
  }
}

const notesJson = (notes: string[]) => ({
  errors: notes.map((note) => note.replace(/^\[ERROR\] /, '')),
  response_metadata: { messages: notes },
});

function json(status: number, body: Json, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
    ...(body.ok === false && { error: String(body.error) }),
  };
}

function record(core: Core, call: Call, at: number, ms: number, sent: Answer | undefined): void {
  const { name: method, args, request } = call;
  const status = sent?.status ?? 0;
  core.recordings.addRequest({ method, args, at, ms: sent ? ms : -1, status, response: sent?.body ?? '' });
  const scheme = request.headers.authorization?.split(' ')[0];
  core.exchanges.add({
    at,
    route: 'bot → slack',
    title: method,
    status,
    ms: Math.round(ms),
    response: sent?.body ?? '',
    requestHeaders: {
      ...(request.headers['content-type'] && { 'content-type': request.headers['content-type'] }),
      ...(scheme && { authorization: `${scheme} …` }),
    },
    request: maskSecrets(JSON.stringify(args)),
    ...(sent?.error && { error: sent.error }),
  });
}
