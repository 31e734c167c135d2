import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { control, latest } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

const summaries = (page: Page) => page.getByRole('log').getByRole('article').filter({ hasText: 'svc-identity' });

test('one failure, from break to fixed: the summary arrives, updates and recovers', async () => {
  const page = await visit(workspace);
  await typeCommand(page, '/pipeline-actions subscribe svc-identity');
  await latest(page).getByText('svc-identity').first().waitFor();
  await picture(page, 'subscribe');

  await page.getByRole('tab', { name: 'Controls' }).click();
  await page.getByLabel('Which one').selectOption('svc-identity');
  await control(page, 'Break a run');
  const summary = summaries(page).filter({ hasText: 'failed' }).last();
  await summary.getByText('Open execution').waitFor({ timeout: 40_000 });
  await picture(page, 'failure');

  await summary.getByRole('button', { name: 'Show actions' }).click();
  await latest(page).getByText('Page 1 ·').waitFor();
  expect(await latest(page).getByText('Only visible to you').count()).toBe(1);

  await control(page, 'Retry what failed');
  await page
    .getByText(/Fixed after/)
    .first()
    .waitFor({ timeout: 40_000 });
  await page
    .getByText(/Fixed after/)
    .first()
    .scrollIntoViewIfNeeded();
  await picture(page, 'fixed');
}, 100_000);

test('a preview on a phone, posted to the channel', async () => {
  const page = await visit(workspace, { viewport: PHONE });
  await typeCommand(page, '/pipeline-actions failure checkout-service');
  await latest(page).getByRole('button', { name: 'Post to this channel' }).waitFor();
  await picture(page, 'failure-phone');
  await latest(page).getByRole('button', { name: 'Post to this channel' }).click();
  await latest(page)
    .getByText(/posted by/i)
    .waitFor();
});
