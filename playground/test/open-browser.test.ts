import { on } from 'node:events';
import { watch } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openBrowser, type Surroundings } from '../open-browser.js';

let bin: string;
beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'browser-'));
});
afterEach(() => rm(bin, { recursive: true }));

const around = (change: Partial<Surroundings> = {}): Surroundings => ({
  platform: 'linux',
  env: { PATH: `${bin}:${process.env.PATH}`, DISPLAY: ':0' },
  isTerminal: true,
  ...change,
});

test.each<[string, NodeJS.Platform, string]>([
  ['Linux', 'linux', 'xdg-open'],
  ['macOS', 'darwin', 'open'],
])('the browser of %s is sent to the page', async (_what, platform, opener) => {
  const program = join(bin, opener);
  await writeFile(program, `#!/bin/sh\nprintf %s "$1" > "${bin}/part" && mv "${bin}/part" "${bin}/opened"\n`);
  await chmod(program, 0o755);
  const watcher = watch(bin);
  const changes = on(watcher, 'change');
  expect(openBrowser('http://127.0.0.1:4500', around({ platform }))).toBe(true);
  let opened: string | undefined;
  for await (const _ of changes) {
    opened = await readFile(join(bin, 'opened'), 'utf8').catch(() => undefined);
    if (opened !== undefined) break;
  }
  watcher.close();
  expect(opened).toBe('http://127.0.0.1:4500');
});

test('without the program that opens browsers nothing fails', async () => {
  expect(openBrowser('http://127.0.0.1:4500', around({ env: { PATH: bin, DISPLAY: ':0' } }))).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
});

test.each<[string, Partial<Surroundings>]>([
  ['in CI', { env: { DISPLAY: ':0', CI: 'true' } }],
  ['where the output is not a terminal', { isTerminal: false }],
  ['on a machine without a screen', { env: {} }],
  ['where BROWSER says none', { platform: 'darwin', env: { BROWSER: 'none' } }],
])('%s no browser is opened', (_what, change) => {
  expect(openBrowser('http://127.0.0.1:4500', around(change))).toBe(false);
});
