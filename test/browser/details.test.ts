import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { latest } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

/** The newest failed action of checkout-service, which the select offers behind the summary. */
async function openDetails(page: Page): Promise<void> {
  await typeCommand(page, '/pipeline-actions checkout-service --failed');
  await latest(page).getByText('Actions 1–100').or(latest(page).getByText('of actions 1–100')).first().waitFor();
  await latest(page).getByText('Open an action…').first().click();
  await page.getByRole('option', { name: /❌/ }).first().waitFor();
  await picture(page, 'select');
  await page.getByRole('option', { name: /❌/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'All fields' }).waitFor();
}

/** A modal is its user's, not its page's: the next visit would find it open. */
async function closeModal(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('why, when and what of one action is read in a window, and all fields and attempts beside it', async () => {
  const page = await visit(workspace);
  await openDetails(page);
  const modal = page.getByRole('dialog');
  expect(await modal.innerText()).toMatch(/Approve failed.*Rejected by priya\.raman.*When.*Source/s);
  expect(await modal.getByText('undefined').count()).toBe(0);
  await picture(page, 'details');

  await modal.getByRole('button', { name: 'All fields' }).click();
  await page.getByRole('dialog').getByText('resolvedConfiguration').first().waitFor();
  expect(await page.getByRole('dialog').getByText('undefined').count()).toBe(0);
  await picture(page, 'fields');
  await page.keyboard.press('Escape');

  await modal.getByRole('button', { name: /All attempts/ }).click();
  await page.getByRole('dialog').getByText('newest first').waitFor();
  await page.keyboard.press('Escape');
  await modal.getByRole('button', { name: 'All fields' }).waitFor();
  await closeModal(page);
});

test('on a phone it fits the screen', async () => {
  const page = await visit(workspace, { viewport: PHONE, colorScheme: 'dark' });
  await openDetails(page);
  await picture(page, 'details-phone');
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  const box = await page.getByRole('dialog').boundingBox();
  expect(box?.height).toBeLessThanOrEqual(PHONE.height);
  await closeModal(page);
});
