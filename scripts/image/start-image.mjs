import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const READY_WITHIN_MS = 20_000;

/** Starts what `buildStages` made as a container engine would, with `settings` beside the image's own environment. */
export async function startImage(image, settings, uid) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // Nothing of this machine's environment: what the image needs must be in it.
  const env = { ...image.env, DATA_DIR: join(image.root, image.env.DATA_DIR), ...settings, PORT: String(port) };
  const [program, ...words] = image.cmd;
  const child = spawn(programOf(program), words, {
    env,
    cwd: join(image.root, image.workdir),
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { child, env, address };
}

export const programOf = (word) => (word === 'node' ? process.execPath : word);

/** Milliseconds until `/readyz` said so. */
export async function untilReady(address, child) {
  const start = performance.now();
  while (performance.now() < start + READY_WITHIN_MS && child.exitCode === null) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok) return Math.round(performance.now() - start);
    await wait(50);
  }
  throw new Error(`It did not get ready (exit code ${child.exitCode}).`);
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
