import { type Browser, chromium, type Page } from 'playwright-core';
import { type Playground, startPlayground } from '../../playground/index.js';

/** Debian's chromium, or the one that CHROMIUM_PATH names; the flags keep it from calling home. */
const LAUNCH = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface Workspace {
  playground: Playground;
  browser: Browser;
  stop(): Promise<void>;
}

/** The playground as `npm run play` starts it, and a browser. */
export async function startWorkspace(): Promise<Workspace> {
  const [playground, browser] = await Promise.all([startPlayground(), chromium.launch(LAUNCH)]);
  return {
    playground,
    browser,
    async stop() {
      await browser.close();
      await playground.stop();
    },
  };
}

export interface Looks {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
}

/** A visitor's first look: nothing remembered from before. Faults of the page's own script fail the test. */
export async function visit({ browser, playground }: Workspace, looks: Looks = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: DESKTOP,
    colorScheme: 'light',
    timezoneId: 'Europe/Berlin',
    ...looks,
  });
  const page = await context.newPage();
  // Below the test's own limit, so that what was waited for is named.
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(playground.url);
  await page.getByRole('textbox', { name: /message/i }).waitFor();
  return page;
}

/** Types into the composer and sends it off. */
export async function typeCommand(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: /message/i });
  await composer.fill(text);
  await composer.press('Enter');
}

/** Keeps a picture for the docs, where asked for with SCREENSHOTS=1; a plain test run changes no file. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `docs/images/${name}.png` });
}
