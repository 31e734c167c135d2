import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { latest } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

/** The tallest that leaves room for what came before on one screen of a phone. */
const TALLEST = 300;
const heightOf = async (message: Locator) => (await message.boundingBox())?.height;

test.each([
  ['svc-search', 'npm run build'],
  ['checkout-service', 'rejected by'],
  ['infra-network', 'its role may not'],
  ['payments-api-prod', 'instances failed'],
  ['data-export-nightly', 'export-orders'],
])('the summary of %s is not taller than 300 pixels on a phone, and says why', async (pipeline, reason) => {
  const page = await visit(workspace, { viewport: PHONE });
  await typeCommand(page, `/pipeline-actions failure ${pipeline}`);
  await latest(page).getByRole('button', { name: 'Retry…' }).waitFor();
  expect(await latest(page).innerText()).toContain(reason);
  expect(await heightOf(latest(page))).toBeLessThanOrEqual(TALLEST);
  await page.context().close();
});

test('a preview on a phone: its log in a window, and posted once it is confirmed', async () => {
  const page = await visit(workspace, { viewport: PHONE });
  await typeCommand(page, '/pipeline-actions failure svc-search');
  const post = latest(page).getByRole('button', { name: 'Post here…' });
  await post.waitFor();
  await picture(page, 'failure-phone');

  await latest(page).getByRole('button', { name: 'Show log' }).click();
  const log = page.getByRole('dialog').filter({ hasText: 'The last' });
  await log.getByText('error TS2345').waitFor();
  await picture(page, 'log-phone');
  await log.getByRole('button', { name: 'Close' }).first().click();

  await post.click();
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await latest(page)
    .getByText(/posted by/i)
    .waitFor();
  expect(await heightOf(latest(page))).toBeLessThanOrEqual(TALLEST);
});
