import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { control, latest } from './gestures.js';
import { picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

test('expired tokens are refused in words, and a restart of the bot changes nothing', async () => {
  const page = await visit(workspace);
  await typeCommand(page, '/pipeline-actions checkout-service');
  await latest(page).getByText('Actions 1–10').waitFor();

  await control(page, 'Restart the bot');
  await latest(page).getByRole('button', { name: 'Next page' }).click();
  await latest(page).getByText('Actions 11–20').waitFor();
  await picture(page, 'controls');

  await control(page, 'Expire all tokens');
  await latest(page).getByRole('button', { name: 'Next page' }).click();
  await latest(page).getByText('Start from the first page').waitFor();
  await latest(page).getByRole('button', { name: 'Start again' }).click();
  await latest(page).getByText('Actions 1–10').waitFor();
  expect(await page.getByText('Actions 11–20').count()).toBeGreaterThan(0);
});
