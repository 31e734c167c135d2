import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../dist/main.mjs', import.meta.url));
const READY_WITHIN_MS = 20_000;

/** The real program in a process of its own, configured by its public settings. */
export interface BotProcess {
  pid(): number | null;
  /** For Slack's requests. */
  address: string;
  start(): Promise<void>;
  /** Sends SIGTERM; resolves when the process has ended. */
  stop(): Promise<void>;
}

/** @param settings Environment variables; of our own only PATH is passed on. */
export function botProcess(port: number, settings: Record<string, string>, onLine: (line: string) => void): BotProcess {
  const address = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  return {
    address,
    pid: () => child?.pid ?? null,
    async start() {
      const env = { PATH: process.env.PATH ?? '', PORT: String(port), ...settings };
      const started = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      child = started;
      started.once('exit', () => {
        if (child === started) child = undefined;
      });
      for (const stream of [started.stdout, started.stderr]) createInterface({ input: stream }).on('line', onLine);
      await untilReady(address, started);
    },
    async stop() {
      if (!child) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(50);
  }
  throw new Error('The bot did not get ready; its own words are above.');
}
