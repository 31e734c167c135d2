import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { control } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

const PIPELINE = 'payments-api-prod';
/** A run of some actions, each of which takes seconds. */
const RUN_WITHIN_MS = 60_000;
const TALLEST_SUMMARY = 300;
/** What docs/acting.md shows. */
const PICTURES = ['approval', 'reject-phone', 'rejected', 'retried-phone', 'acted-phone'];

let workspace: Workspace;
/** Where what happens in AWS is set going. */
let controls: Page;
beforeAll(async () => {
  workspace = await startWorkspace();
  controls = await visit(workspace);
  await typeCommand(controls, `/pipeline-actions subscribe ${PIPELINE} --approvals`);
  await controls.getByText('is now subscribed').first().waitFor();
  await controls.getByRole('tab', { name: 'Controls' }).click();
  await controls.getByLabel('Which one').selectOption(PIPELINE);
  // One waits from the beginning, of which the channel has not heard.
  await control(controls, 'End its approval');
});
afterAll(() => workspace.stop());

const messages = (page: Page, words: string | RegExp): Locator =>
  page.getByRole('log').getByRole('article').filter({ hasText: words });

/** Presses a button of a message; resolves with the window once it asks. */
async function press(page: Page, message: Locator, name: string): Promise<Locator> {
  await message.getByRole('button', { name }).click();
  const window = page.getByRole('dialog').last();
  await window.getByRole('button', { name: 'Cancel' }).waitFor();
  return window;
}

/** Submits a window and closes it when it has said what came of it. */
async function submit(page: Page, window: Locator, name: string, told: string): Promise<void> {
  await window.getByRole('button', { name, exact: true }).click();
  await page.getByRole('dialog').getByText(told).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function see(page: Page, message: Locator, name: string): Promise<void> {
  // What has the focus has a frame.
  if (!(await page.getByRole('dialog').count())) await page.evaluate('document.activeElement?.blur()');
  await message.scrollIntoViewIfNeeded();
  if (PICTURES.includes(name)) await picture(page, name);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}

describe.each([
  ['', { width: 1280, height: 900 }],
  ['-phone', PHONE],
])('acting%s', (size, viewport) => {
  let page: Page;
  afterEach(() => page.context().close());

  test('an approval, rejected with words; its summary, retried; asked again, approved; fixed', async () => {
    page = await visit(workspace, { viewport });
    await control(controls, 'Start a run');
    const waiting = messages(page, 'Waits for approval').last();
    await waiting.getByRole('button', { name: 'Reject…' }).waitFor({ timeout: RUN_WITHIN_MS });
    await see(page, waiting, `approval${size}`);

    const rejecting = await press(page, waiting, 'Reject…');
    await rejecting.getByRole('textbox').fill('Not before the holiday freeze ends');
    await see(page, rejecting, `reject${size}`);
    await submit(page, rejecting, 'Reject', 'The run of payments-api-prod ends here');

    const summary = messages(page, 'rejected by Ada Lovelace').last();
    await summary.getByRole('button', { name: 'Retry…' }).waitFor({ timeout: RUN_WITHIN_MS });
    expect(await summary.innerText()).toContain('Not before the holiday freeze ends');
    expect((await summary.boundingBox())?.height).toBeLessThanOrEqual(TALLEST_SUMMARY);
    await see(page, summary, `rejected${size}`);

    await submit(page, await press(page, summary, 'Retry…'), 'Retry', 'What failed runs again.');
    const retried = messages(page, 'Retried by').last();
    await retried.getByText('being retried').waitFor({ timeout: RUN_WITHIN_MS });
    expect((await retried.boundingBox())?.height).toBeLessThanOrEqual(TALLEST_SUMMARY);
    await waiting.getByRole('button', { name: 'Approve…' }).waitFor({ timeout: RUN_WITHIN_MS });
    await see(page, retried, `retried${size}`);

    const approving = await press(page, waiting, 'Approve…');
    await approving.getByRole('textbox').fill('ship it');
    await submit(page, approving, 'Approve', 'The run of payments-api-prod goes on');
    const approved = messages(page, /Approved by.*ship it/s).last();
    await approved.waitFor({ timeout: RUN_WITHIN_MS });
    expect(await approved.getByRole('button', { name: 'Approve…' }).count()).toBe(0);

    const fixed = messages(page, 'works again after').last();
    await fixed.getByText('on retry').first().waitFor({ timeout: RUN_WITHIN_MS });
    expect(await fixed.innerText()).toMatch(/Was: .*rejected by Ada Lovelace.*Retried by/s);
    await see(page, fixed, `acted${size}`);
  }, 240_000);
});
