import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const READY_WITHIN_MS = 20_000;

/** Starts an image as a container engine would, with `settings` beside the image's own environment. */
export async function startImage(image, settings) {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // Nothing of this machine's environment: what the image needs must be in it.
  const env = { ...image.env, ...settings, PORT: String(port) };
  const { program, words, options } = commandOf(image, image.cmd);
  const child = spawn(program, words, { ...options, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return { child, env, address };
}

/** How a command of the image is started here: within its files and as its user, where they are whole. */
export function commandOf({ root, workdir, isWhole, uid }, [program, ...rest]) {
  if (isWhole) {
    return {
      program: 'chroot',
      words: [`--userspec=${uid}:${uid}`, root, 'env', '-C', workdir, program, ...rest],
      options: {},
    };
  }
  const options = { cwd: join(root, workdir), ...(uid !== undefined && { uid, gid: uid }) };
  return { program: program === 'node' ? process.execPath : program, words: rest, options };
}

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
