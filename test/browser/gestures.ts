import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';

/** The newest message of the channel that is open. */
export const latest = (page: Page): Locator => page.getByRole('log').getByRole('article').last();

/** Presses a control and waits until it is done. */
export async function control(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: 'Controls' }).click();
  const done = page.waitForResponse(/\/ui\/control$/);
  await page.getByRole('button', { name }).click();
  expect(await (await done).json()).toMatchObject({ ok: true });
}
