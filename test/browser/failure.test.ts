import { afterAll, beforeAll, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { control, latest } from './gestures.js';
import { picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

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
  await summary.getByRole('button', { name: 'Retry…' }).waitFor({ timeout: 40_000 });
  await picture(page, 'failure');

  await summary.getByRole('button', { name: 'Show log' }).click();
  const log = page.getByRole('dialog').filter({ hasText: 'The last' });
  await log.waitFor();
  await log.getByRole('button', { name: 'Close' }).first().click();

  await control(page, 'Retry what failed');
  await page
    .getByText(/works again after/)
    .first()
    .waitFor({ timeout: 40_000 });
  await page
    .getByText(/works again after/)
    .first()
    .scrollIntoViewIfNeeded();
  await picture(page, 'fixed');
}, 100_000);
