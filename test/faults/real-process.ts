import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { signRequest } from '../../playground/index.js';
import { bundleOptions } from '../../scripts/bundle-options.mjs';
import { CREDENTIALS, REGION, type Surroundings, TABLE } from '../flows/announce-world.js';
import type { LogLine } from '../flows/start-world.js';

/** The program as it is shipped, in a process of its own, told everything through its settings. */
export interface RealProcess {
  child: ChildProcess;
  port: number;
  log: LogLine[];
  /** All that it wrote to standard error. */
  errors: string[];
  /** The line of the log that matches, as soon as it is written. */
  logged(match: (line: LogLine) => boolean): Promise<LogLine>;
  /** Sends the signal; resolves with the exit code (null: killed by a signal) and how long it took. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; ms: number }>;
}

/** The settings of a program that announces in these surroundings. */
export const settingsIn = ({ slack, aws, queueUrl, tableUrl }: Surroundings) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  AWS_ENDPOINT_URL: aws.url,
  AWS_ENDPOINT_URL_DYNAMODB: tableUrl,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  FAILURE_QUEUE_URL: queueUrl,
  TABLE_NAME: TABLE,
  LOG_LEVEL: 'info',
});

/** The program, alone in a folder. */
export async function bundleProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-actions-'));
  await build({ ...bundleOptions, entryPoints: ['src/process/main.ts'], outdir: folder, sourcemap: false });
  return join(folder, 'main.mjs');
}

/** @param env All of its environment but PATH; resolves once it says that it is ready. */
export async function startProcess(program: string, env: Record<string, string>): Promise<RealProcess> {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: LogLine[] = [];
  const errors: string[] = [];
  const waiting = new Set<(line: LogLine) => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as LogLine;
    log.push(line);
    for (const tell of waiting) tell(line);
  });
  createInterface({ input: child.stderr }).on('line', (text) => errors.push(text));
  const exited = once(child, 'close');
  const logged = (match: (line: LogLine) => boolean) => {
    const known = log.find(match);
    if (known) return Promise.resolve(known);
    const found = new Promise<LogLine>((resolve) => {
      const tell = (line: LogLine) => {
        if (match(line)) resolve(line);
      };
      waiting.add(tell);
    });
    const ended = exited.then(([code]) => {
      throw new Error(`The program ended with ${code} before that was logged. ${errors.join('\n')}`);
    });
    return Promise.race([found, ended]);
  };
  const ready = await logged(({ msg }) => msg === 'ready');
  return {
    child,
    log,
    errors,
    logged,
    port: Number(ready.port),
    async stop(signal = 'SIGTERM') {
      const start = performance.now();
      child.kill(signal);
      const [code] = await exited;
      return { code, ms: performance.now() - start };
    },
  };
}

/** A request as Slack signs it, in one piece of text. */
export function rawRequest(port: number, secret: string, body: string, seconds = Date.now() / 1000): string {
  const headers = {
    host: `127.0.0.1:${port}`,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(body)),
    ...signRequest(secret, body, Math.floor(seconds)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /slack/events HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** A connection, on which the first part of something is written. */
export async function connectAndWrite(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  if (text) await new Promise((resolve) => socket.write(text, resolve));
  return socket;
}
