import { existsSync } from 'node:fs';
import { afterAll, beforeAll, jest, test } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { ServerEvent } from '../../../slack/protocol.js';
import { snapshot } from '../fixtures/workspace.js';
import { type PageServer, type Sent, startPageServer } from '../start-page-server.js';

const EXECUTABLE = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** A test that needs Chromium: skipped, and listed as such, where none is found (CHROMIUM_PATH says where it is). */
export const browserTest = EXECUTABLE ? test : test.skip;

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

interface Opened {
  page: Page;
  server: PageServer;
}
interface Situation {
  start?: () => ServerEvent;
  answer?: (sent: Sent) => unknown;
  browser?: BrowserContextOptions;
}

/** One browser for the tests of a file. Every page error or console error fails the test that caused it. */
export function useBrowser(): { open(situation?: Situation): Promise<Opened>; close(): Promise<void> } {
  jest.setTimeout(30_000);
  let browser: Browser;
  const closers: (() => Promise<void>)[] = [];
  const faults: string[] = [];
  beforeAll(async () => {
    if (EXECUTABLE) browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  }, 30_000);
  afterAll(() => browser?.close());
  return {
    async open({ start = () => snapshot(), answer, browser: options } = {}) {
      const server = await startPageServer(start, answer);
      const context = await browser.newContext({ viewport: DESKTOP, timezoneId: 'UTC', locale: 'en-US', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', ({ message }) => faults.push(message));
      closers.push(
        () => context.close(),
        () => server.close(),
      );
      await page.goto(server.url);
      await page.locator('.channel-start').waitFor();
      return { page, server };
    },
    async close() {
      for (const close of closers.splice(0)) await close();
      const found = faults.splice(0);
      if (found.length > 0) throw new Error(`The page threw: ${found.join('; ')}`);
    },
  };
}
