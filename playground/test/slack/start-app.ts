import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../slack/protocol.js';
import { readBody } from '../../slack/read-body.js';
import {
  type SlackWorkspace,
  type SlackWorkspaceOptions,
  startSlackWorkspace,
} from '../../slack/start-slack-workspace.js';

/** A request as an app receives it: the form's fields, or the payload they carry. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  payload: Json;
}

/** What the app answers: a status, a JSON or text body; `hang` for nothing at all. */
export type Reply = { status?: number; body?: unknown } | 'hang';

export interface Setting {
  slack: SlackWorkspace;
  /** Calls a Web API method with the bot's token, as JSON. */
  call(method: string, args?: Json): Promise<Json>;
  received: Received[];
  stop(): Promise<void>;
}

/** A workspace and an app without any framework, which answers each request as `reply` says. */
export async function startSetting(
  reply: (received: Received) => Reply = () => ({}),
  options: SlackWorkspaceOptions = {},
): Promise<Setting> {
  const received: Received[] = [];
  const listener: RequestListener = async (request, response) => {
    const body = (await readBody(request)).toString();
    const form = Object.fromEntries(new URLSearchParams(body));
    const one = { headers: request.headers, body, payload: form.payload ? JSON.parse(form.payload) : form };
    received.push(one);
    const answer = reply(one);
    if (answer === 'hang') return;
    const isText = typeof answer.body === 'string';
    response.writeHead(answer.status ?? 200, { 'content-type': isText ? 'text/plain' : 'application/json' });
    response.end(isText || answer.body === undefined ? answer.body : JSON.stringify(answer.body));
  };
  const app = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const slack = await startSlackWorkspace({
    requestUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}/slack/events`,
    ...options,
  });
  return {
    slack,
    received,
    call: (method, args = {}) => callMethod(slack, method, args),
    async stop() {
      app.closeAllConnections();
      app.close();
      await slack.stop();
    },
  };
}

/** A Web API call as JSON. */
export async function callMethod(
  slack: SlackWorkspace,
  method: string,
  args: Json,
  token = slack.botToken,
): Promise<Json> {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(args),
  });
  return (await response.json()) as Json;
}

/** A POST to a `response_url`. */
export async function respond(url: unknown, body: Json): Promise<{ status: number; body: Json }> {
  const response = await fetch(String(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

/** Blocks with one button. */
export const withButton = (more: Json = {}): Json[] => [
  {
    type: 'actions',
    block_id: 'row',
    elements: [
      { type: 'button', action_id: 'next', text: { type: 'plain_text', text: 'Next' }, value: 'token', ...more },
    ],
  },
];
