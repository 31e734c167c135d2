import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { latest } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

async function openDetails(page: Page, pipeline: string): Promise<void> {
  await typeCommand(page, `/pipeline-actions ${pipeline}`);
  await latest(page).getByText('Page 1 ·').waitFor();
  await latest(page).getByText('Details…').first().click();
  await page
    .getByRole('option', { name: /Build › Build/ })
    .first()
    .click();
  await page.getByRole('dialog').getByText('actionExecutionId').waitFor();
}

/** A modal is its user's, not its page's: the next visit would find it open. */
async function closeModal(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('everything of one action is read in a modal, and its attempts beside it', async () => {
  const page = await visit(workspace);
  await openDetails(page, 'checkout-service');
  const modal = page.getByRole('dialog');
  expect(await modal.getByText('resolvedConfiguration').count()).toBeGreaterThan(0);
  expect(await modal.getByText('undefined').count()).toBe(0);
  await picture(page, 'details');
  await modal.getByRole('button', { name: /All attempts/ }).click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await page.keyboard.press('Escape');
  await modal.getByText('actionExecutionId').waitFor();
  await closeModal(page);
});

test('on a phone it fits the screen', async () => {
  const page = await visit(workspace, { viewport: PHONE, colorScheme: 'dark' });
  await openDetails(page, 'checkout-service');
  await picture(page, 'details-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  await closeModal(page);
});

test('a page says the command that goes on behind it', async () => {
  const page = await visit(workspace);
  await typeCommand(page, '/pipeline-actions svc-identity');
  await latest(page).getByRole('button', { name: 'Copy as AWS CLI' }).click();
  await latest(page).getByText('aws codepipeline list-action-executions').first().waitFor();
});
