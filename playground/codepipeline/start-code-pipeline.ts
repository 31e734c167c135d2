import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exchange } from '../slack/protocol.js';
import { type Account, type AccountOptions, createAccount } from './account/create-account.js';
import { seedAccount } from './account/seed-account.js';
import { answerCall } from './answer-call.js';
import { type Call, toExchange } from './call.js';
import { createFaults, type Faults } from './faults.js';
import { createTokenMint } from './next-token.js';

export interface CodePipelineOptions {
  /** 0, any free port, by default. */
  port?: number;
  account?: AccountOptions;
  /** `believable` pipelines with hundreds of executions (the default), or `none`. */
  seed?: 'believable' | 'none';
  /** Told of each call once it is answered. */
  onCall?: (call: Call, exchange: Omit<Exchange, 'id'>) => void;
}

export interface CodePipelineSimulator {
  /** What `AWS_ENDPOINT_URL` or `--endpoint-url` takes. */
  url: string;
  account: Account;
  faults: Faults;
  /** The latest 10,000 calls, in the order in which they arrived. */
  calls: Call[];
  stop(): Promise<void>;
}

const CALLS_KEPT = 10_000;

/** Starts a local AWS that speaks JSON 1.1 for CodePipeline, on 127.0.0.1. */
export async function startCodePipeline(options: CodePipelineOptions = {}): Promise<CodePipelineSimulator> {
  const account = createAccount(options.account);
  if (options.seed !== 'none') seedAccount(account);
  const tokens = createTokenMint();
  const { faults, takeFailure } = createFaults(tokens.expireAll);
  const calls: Call[] = [];

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return send(response, 404, '<UnknownOperationException/>\n');
    const call = createCall(request);
    calls.push(call);
    if (calls.length > CALLS_KEPT) calls.shift();
    const body = await text(request);
    if (faults.hang) return;
    if (faults.latencyMs > 0) await delay(faults.latencyMs);
    const answer = answerCall({ account, faults, tokens, takeFailure }, call, request.headers, body);
    if (response.destroyed) return;
    call.status = answer.status;
    call.ms = Date.now() - call.start;
    send(response, answer.status, answer.body, call.requestId);
    options.onCall?.(call, toExchange(call, request.headers, body, answer.body));
  };

  const server = createServer((request, response) => {
    // A client that leaves in the middle of its request has nobody to answer to.
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    account,
    faults,
    calls,
    async stop() {
      account.stopRuns();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createCall({ headers }: IncomingMessage): Call {
  const operation = headers['x-amz-target']?.toString().split('.').at(-1) ?? 'unknown';
  return { operation, input: undefined, region: '', start: Date.now(), ms: 0, status: 0, requestId: randomUUID() };
}

function send(response: ServerResponse, status: number, body: string, requestId: string = randomUUID()): void {
  response.writeHead(status, {
    'x-amzn-RequestId': requestId,
    'Content-Type': 'application/x-amz-json-1.1',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}
