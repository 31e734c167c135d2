import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { Logger } from 'pino';
import { send } from '../runtime/http-server.js';
import { isSlackBody } from './slack-body.js';

const PATH = '/slack/events';
const LARGEST_BODY = 1_000_000; // the largest payload, a view with all its texts, has some 250 KB
const ARRIVE_MS = 10_000;
/** docs.slack.dev/authentication/verifying-requests-from-slack; Bolt checks only the past. */
const CLOCKS_APART_S = 300;

/** Checks requests before Bolt, which accepts timestamps from the future, and `null` for an interaction. */
export const checkRequests =
  (bolt: RequestListener, log: Logger): RequestListener =>
  (request, response) => {
    if (request.method !== 'POST' || request.url?.split('?')[0] !== PATH) return send(response, 404, 'not found');
    void admit(request, response, bolt, log);
  };

async function admit(request: IncomingMessage, response: ServerResponse, bolt: RequestListener, log: Logger) {
  const rawBody = await read(request);
  if (response.destroyed) return;
  const refuse = (status: number, why: string, facts = {}) => {
    log.warn({ what: 'slack request', status, ...facts }, why);
    send(response, status, why);
  };
  if (!rawBody) return refuse(413, 'too large, or too slow');
  const apart = Math.round(Number(request.headers['x-slack-request-timestamp']) - Date.now() / 1000);
  if (Math.abs(apart) > CLOCKS_APART_S) {
    return refuse(401, 'signed at another time', { secondsAhead: apart });
  }
  if (!isSlackBody(parseBody(rawBody.toString(), request.headers['content-type']))) {
    return refuse(400, 'not what Slack sends');
  }
  bolt(Object.assign(request, { rawBody }), response);
}

/** Undefined when it is too large or does not arrive. Bolt takes the body from `rawBody`. */
async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const late = setTimeout(() => request.destroy(), ARRIVE_MS);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_BODY) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  } finally {
    clearTimeout(late);
  }
}

/** As Bolt reads it: JSON, or a form whose `payload` may be JSON. */
function parseBody(text: string, contentType: string | undefined): unknown {
  try {
    if (contentType !== 'application/x-www-form-urlencoded') return JSON.parse(text);
    const form = parse(text);
    return typeof form.payload === 'string' ? JSON.parse(form.payload) : form;
  } catch {
    return undefined;
  }
}
