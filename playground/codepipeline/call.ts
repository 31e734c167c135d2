import type { IncomingHttpHeaders } from 'node:http';
import type { Exchange } from '../exchange-log.js';

/** A client's request and its answer. */
export interface Call {
  operation: string;
  /** The JSON body; undefined when it is not JSON. */
  input: unknown;
  region: string;
  /** The caller's ARN, once it is known. */
  caller?: string;
  /** Milliseconds since 1970. */
  start: number;
  /** From the request's arrival to its answer; 0 while unanswered. */
  ms: number;
  /** HTTP status; 0 while unanswered, or when the client left or the call hangs. */
  status: number;
  /** The error's name, such as `ThrottlingException`. */
  error?: string;
  requestId: string;
}

const SHOWN = 20_000;

/** The call for the exchange panel, without its signature; a very long body is cut. */
export function toExchange(call: Call, headers: IncomingHttpHeaders, request: string, response: string) {
  const exchange: Omit<Exchange, 'id'> = {
    at: call.start,
    route: 'bot → aws',
    title: call.operation,
    status: call.status,
    ms: call.ms,
    requestHeaders: {
      'X-Amz-Target': String(headers['x-amz-target'] ?? ''),
      'Content-Type': headers['content-type'] ?? '',
      Authorization: (headers.authorization ?? '').replace(/Signature=.*/, 'Signature=…'),
    },
    request: shorten(request),
    response: shorten(response),
    ...(call.error !== undefined && { error: call.error }),
  };
  return exchange;
}

function shorten(text: string): string {
  if (text.length <= SHOWN) return text;
  return `${text.slice(0, SHOWN)}\n… ${(text.length - SHOWN).toLocaleString('en')} more characters`;
}
