import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Runs in a process of its own, with its own event loop. */
export interface Program {
  /** Without a path. */
  url: string;
  /** Milliseconds from start until /readyz answers 200; undefined for a program without a server. */
  readyMs: number | undefined;
  /** Sends a message to the process and resolves with its answer. */
  ask<Answer>(message: unknown): Promise<Answer>;
  /** Sends SIGTERM; resolves when the process has ended. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  file: string;
  /** Its whole environment but PATH. */
  env: Record<string, string>;
  /** Absent: the program has no server and is ready at once. */
  port?: number;
  nodeOptions?: string[];
}

/** For stopping all of them when this process ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Sends SIGTERM to every running program; resolves when all have ended. */
export async function stopPrograms(): Promise<void> {
  await Promise.all([...running].map(end));
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** The AWS SDK warns of this Node.js at every start, which is no measurement. */
const QUIET = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
const READY_WITHIN_MS = 20_000;

/** @throws Error when the program ends or is not ready in time. */
export async function startProgram({ file, env, port, nodeOptions = [] }: ProgramOptions): Promise<Program> {
  const start = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, file], {
    env: { PATH: process.env.PATH ?? '', ...QUIET, ...env, ...(port !== undefined && { PORT: String(port) }) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  if (port !== undefined) await untilReady(`${url}/readyz`, () => child.exitCode === null);
  return {
    url,
    readyMs: port === undefined ? undefined : performance.now() - start,
    async ask<Answer>(message: unknown) {
      const answered = once(child, 'message');
      child.send(message as object);
      const [answer] = (await answered) as [Answer];
      return answer;
    },
    stop: () => end(child),
  };
}

/** Milliseconds that Node.js takes with an empty program. */
export async function timeNode(): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, ['--eval', ''], { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

async function untilReady(url: string, isAlive: () => boolean): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (isAlive() && performance.now() < deadline) {
    if ((await statusOf(url)) === 200) return;
    await delay(1);
  }
  throw new Error('The program did not get ready; its own words are above.');
}

/** The HTTP status; 0 while nothing listens. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', () => resolve(0));
  });
}
