import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** A program as a process of its own, so that it shares no event loop with what measures it. */
export interface Program {
  /** Where it listens, without a path. */
  url: string;
  /** Milliseconds from its start to the first 200 of /readyz; undefined for a program that serves nothing. */
  readyMs: number | undefined;
  /** Sends a message over the channel between the processes and resolves with the answer. */
  ask<Answer>(message: unknown): Promise<Answer>;
  /** SIGTERM, and resolves when the process has ended. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  file: string;
  /** All of its environment but PATH. */
  env: Record<string, string>;
  /** Without one, the program serves nothing and is ready at once. */
  port?: number;
  nodeOptions?: string[];
}

/** Whatever ends this process must not leave programs behind. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** SIGTERM to every program started and not stopped yet; resolves when all have ended. */
export async function stopPrograms(): Promise<void> {
  await Promise.all([...running].map(end));
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

const READY_WITHIN_MS = 20_000;

/** @throws Error when the program ends or is not ready in time. */
export async function startProgram({ file, env, port, nodeOptions = [] }: ProgramOptions): Promise<Program> {
  const start = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, file], {
    env: { PATH: process.env.PATH ?? '', ...env, ...(port !== undefined && { PORT: String(port) }) },
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

/** Milliseconds that Node.js takes from start to end with an empty program. */
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

/** The HTTP status, or 0 when nobody listens yet. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const asked = get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', () => resolve(0));
  });
}
