import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange } from '../exchange-log.js';
import { type AnswerSetting, answerCall, isQuery } from './answer-call.js';
import { type Call, toExchange } from './call.js';

/** Called once a call is answered, with its entry for the exchange panel. */
export type OnCall = (call: Call, exchange: Omit<Exchange, 'id'>) => void;

interface Setting extends AnswerSetting {
  takeLoss(operation: string): boolean;
  calls: Call[];
  onCall?: OnCall | undefined;
}

const CALLS_KEPT = 10_000;
const JSON_1_1 = 'application/x-amz-json-1.1';

/** Handles one HTTP request as the service does, and records it. */
export function createListener(setting: Setting) {
  const { calls, faults } = setting;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return send(response, 404, '<UnknownOperationException/>\n');
    const call = createCall(request);
    calls.push(call);
    if (calls.length > CALLS_KEPT) calls.shift();
    const body = await text(request);
    if (isQuery(request.headers)) call.operation = new URLSearchParams(body).get('Action') ?? 'unknown';
    const { hang } = faults;
    if (typeof hang === 'boolean' ? hang : hang.includes(call.operation)) return;
    if (faults.latencyMs > 0) await delay(faults.latencyMs);
    const answer = answerCall(setting, call, request.headers, body);
    if (response.destroyed) return;
    if (setting.takeLoss(call.operation)) {
      response.destroy();
      return;
    }
    call.status = answer.status;
    call.ms = Date.now() - call.start;
    send(response, answer.status, answer.body, call.requestId, isQuery(request.headers) ? 'text/xml' : JSON_1_1);
    setting.onCall?.(call, toExchange(call, request.headers, body, answer.body));
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    // The client left in the middle of its request.
    handle(request, response).catch(() => response.destroy());
  };
}

function createCall({ headers }: IncomingMessage): Call {
  const operation = headers['x-amz-target']?.toString().split('.').at(-1) ?? 'unknown';
  return { operation, input: undefined, region: '', start: Date.now(), ms: 0, status: 0, requestId: randomUUID() };
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  requestId: string = randomUUID(),
  type = JSON_1_1,
): void {
  response.writeHead(status, {
    'x-amzn-RequestId': requestId,
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
