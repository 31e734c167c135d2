import type { Core } from './core.js';
import type { Answers } from './create-answers.js';
import { maskSecrets } from './mask-secrets.js';
import { type Acknowledgement, postSigned } from './post-signed.js';
import type { Json } from './protocol.js';
import type { Delivery } from './recordings.js';

/**
 * Sends a payload to the bot, over its socket if connected, and waits for the acknowledgement as long as Slack does.
 * Never rejects: errors are in the delivery's `outcome`.
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export async function deliver(core: Core, kind: Delivery['kind'], payload: Json, answers: Answers): Promise<Delivery> {
  const at = core.now();
  const start = performance.now();
  const transport = core.sockets.isConnected() ? 'socket' : 'http';
  const ack = transport === 'socket' ? await core.sockets.send(kind, payload) : await sendByHttp(core, kind, payload);
  const delivery: Delivery = {
    kind,
    transport,
    payload,
    at,
    status: ack.status,
    ackMs: performance.now() - start,
    body: ack.body,
    outcome: outcomeOf(ack),
    answers: answers.list,
    nextAnswer: answers.next,
  };
  core.recordings.addDelivery(delivery);
  recordExchange(core, delivery, ack);
  return delivery;
}

async function sendByHttp(core: Core, kind: Delivery['kind'], payload: Json): Promise<Acknowledgement> {
  const url = core.requestUrl();
  if (url === undefined) return { status: 0, body: '', failure: 'dispatch_failed', headers: {} };
  const fields = kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  const { signingSecret, ackDeadlineMs } = core.settings;
  const seconds = Math.floor(core.now() / 1000);
  return await postSigned(url, new URLSearchParams(fields).toString(), { signingSecret, seconds, ackDeadlineMs });
}

function outcomeOf({ failure, status }: Acknowledgement): string {
  if (failure) return failure;
  if (status >= 500) return `${status}_service_error`;
  if (status >= 400) return 'http_client_error';
  return status >= 200 && status < 300 ? 'acknowledged' : 'http_service_error';
}

function recordExchange(core: Core, delivery: Delivery, ack: Acknowledgement): void {
  const path = delivery.transport === 'http' ? new URL(core.requestUrl() ?? 'http://none/').pathname : 'socket';
  core.exchanges.add({
    at: delivery.at,
    route: 'slack → bot',
    title: `POST ${path}`,
    status: ack.status,
    ms: Math.round(delivery.ackMs),
    requestHeaders: ack.headers,
    response: ack.body,
    request: maskSecrets(JSON.stringify(delivery.payload)),
    ...(delivery.outcome !== 'acknowledged' && { error: delivery.outcome }),
  });
}
