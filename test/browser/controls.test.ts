import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
let page: Page;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

const latest = () => page.getByRole('log').getByRole('article').last();
/** Presses a control and waits until it is done. */
async function control(name: string): Promise<void> {
  await page.getByRole('tab', { name: 'Controls' }).click();
  const done = page.waitForResponse(/\/ui\/control$/);
  await page.getByRole('button', { name }).click();
  expect(await (await done).json()).toEqual({ ok: true });
}

test('expired tokens are refused in words, and a restart of the bot changes nothing', async () => {
  page = await visit(workspace);
  await typeCommand(page, '/pipeline-actions checkout-service');
  await latest().getByText('Page 1 ·').waitFor();

  await control('Restart the bot');
  await latest().getByRole('button', { name: 'Next page' }).click();
  await latest().getByText('Page 2 ·').waitFor();
  await picture(page, 'controls');

  await control('Expire all tokens');
  await latest().getByRole('button', { name: 'Next page' }).click();
  await latest().getByText('start again from the first page').waitFor();
  await latest()
    .getByRole('button', { name: /First page/ })
    .click();
  await latest().getByText('Page 1 ·').waitFor();
  expect(await page.getByText('Page 2 ·').count()).toBeGreaterThan(0);
});
