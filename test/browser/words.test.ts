import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { latest } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

const heightOf = async (page: Page) => (await latest(page).boundingBox())?.height;

/** Heights on a phone, in pixels: what a message may take, its author's line and “Only visible to you” included. */
test.each([
  ['the bare command', '/pipeline-actions', 'shows everything', 150, 'picker'],
  ['a name that no pipeline has', '/pipeline-actions checkout-servise', 'There is no pipeline', 170, 'refusal'],
  ['a misspelt option', '/pipeline-actions checkout-service --pgae-size 3', 'There is no option', 170, ''],
  ['a phrase', '/pipeline-actions why does checkout-servise explode', 'I can’t find a pipeline', 190, ''],
  ['help', '/pipeline-actions help', 'Options', 800, ''],
])('%s fits a phone', async (_name, typed, words, pixels, name) => {
  const page = await visit(workspace, { viewport: PHONE });
  await typeCommand(page, typed);
  await latest(page).getByText(words).first().waitFor();
  expect(await heightOf(page)).toBeLessThanOrEqual(pixels);
  if (name) await picture(page, name);
  if (process.env.LOOK) await page.screenshot({ path: `/tmp/look-${_name.replaceAll(' ', '-')}.png` });
  await page.context().close();
});
