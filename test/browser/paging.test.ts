import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { latest } from './gestures.js';
import { PHONE, picture, startWorkspace, typeCommand, visit, type Workspace } from './open-workspace.js';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await startWorkspace();
});
afterAll(() => workspace.stop());

const messages = (page: Page) => page.getByRole('log').getByRole('article');
/** Clicks and waits until the words of the answer are there. */
async function click(page: Page, label: string, words: string | RegExp): Promise<void> {
  await latest(page).getByRole('button', { name: label }).click();
  await latest(page).getByText(words).first().waitFor();
}

/** Where a button begins, in pixels from the top. */
const topOf = async (buttons: Locator, name: string) =>
  (await buttons.filter({ hasText: name }).first().boundingBox())?.y;

/** A modal is its user's, not its page's: the next visit would find it open. */
async function closeModal(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function withPage(looks: Parameters<typeof visit>[1], work: (page: Page) => Promise<void>): Promise<void> {
  const page = await visit(workspace, looks);
  await work(page);
  await page.context().close();
}

test('type the command, read the page, turn it forward and back', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions checkout-service');
    await latest(page).getByText('Actions 1–10').waitFor();
    expect(await latest(page).getByText('Only visible to you').count()).toBe(1);
    await click(page, 'Next page', 'Actions 11–20');
    expect(await messages(page).count()).toBe(1);
    await picture(page, 'page');
    await click(page, 'Next page', 'Actions 21–30');
    await click(page, 'Previous', 'Actions 11–20');
  }));

test('walk to the last page, which says so and leads no further', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions svc-search --page-size 50');
    await latest(page).getByText('Actions 1–50').waitFor();
    let seen = 0;
    while (await latest(page).getByRole('button', { name: 'Next page' }).count()) {
      seen += 50;
      await click(page, 'Next page', new RegExp(`Actions? ${seen + 1}`));
    }
    expect(seen).toBeGreaterThan(0);
    expect(await latest(page).getByText('last page').count()).toBe(1);
  }));

test('More… of a page: its window refreshes, filters and, after asking, shares', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions checkout-service');
    const more = async () => {
      await latest(page).getByRole('button', { name: 'More…' }).click();
      return page.getByRole('dialog').filter({ hasText: 'AWS CLI' });
    };
    let window = await more();
    await window.getByText('aws codepipeline list-action-executions').waitFor();
    await picture(page, 'more');
    await window.getByRole('button', { name: 'Only failed' }).click();
    await page.getByRole('dialog').getByText('Close this window to see it.').waitFor();
    await closeModal(page);
    await latest(page)
      .getByText(/\d+ failed of actions 1–100/)
      .waitFor();

    window = await more();
    await window.getByRole('button', { name: 'Share…' }).click();
    await page.getByText('with your name').waitFor();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('dialog').getByText('shared with the channel').waitFor();
    await closeModal(page);
    await latest(page).getByText('shared by').waitFor();
    expect(await latest(page).getByText('Only visible to you').count()).toBe(0);
    expect(await latest(page).getByRole('button', { name: 'Next page' }).count()).toBe(0);
  }));

test('a slip of the pen is refused in words, and the close name leads on', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions checkout-servce');
    await latest(page).getByText('There is no pipeline “checkout-servce”').waitFor();
    await picture(page, 'refusal');
    await latest(page)
      .getByRole('button', { name: /checkout-service/ })
      .click();
    await latest(page).getByText('Actions 1–').waitFor();
  }));

test('the picker completes names as one types', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions help');
    await latest(page).getByText('Pick a pipeline').first().click();
    // The whole list is shown before anything is typed: Enter takes what is meant once the others are gone.
    const other = page.getByRole('option', { name: 'checkout-service' });
    await other.waitFor();
    // At once: a key that comes late on a busy machine asks once more, and Enter takes nothing while that is answered.
    await page.keyboard.insertText('svc-id');
    await other.waitFor({ state: 'detached' });
    await page.getByRole('option', { name: 'svc-identity' }).waitFor();
    await picture(page, 'picker');
    await page.keyboard.press('Enter');
    await latest(page).getByText('Actions 1–10').waitFor();
    expect(await latest(page).innerText()).toContain('svc-identity');
  }));

test('hostile text stays text', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions hostile-text --page-size 100');
    await latest(page).getByText('Actions 1–').waitFor();
    expect(await latest(page).locator('a[href*="evil.example"]').count()).toBe(0);
    expect(await latest(page).locator('img, script').count()).toBe(0);
  }));

describe.each([
  ['phone', { viewport: PHONE }],
  ['phone-dark', { viewport: PHONE, colorScheme: 'dark' as const }],
  ['dark', { colorScheme: 'dark' as const }],
])('%s', (name, looks) => {
  test('pages, and nothing scrolls sideways', () =>
    withPage(looks, async (page) => {
      await typeCommand(page, '/pipeline-actions checkout-service');
      await latest(page).getByText('Actions 1–10').waitFor();
      await click(page, 'Next page', 'Actions 11–20');
      await picture(page, name);
      const { scroll, width } = await page.evaluate<{ scroll: number; width: number }>(
        '({ scroll: document.documentElement.scrollWidth, width: window.innerWidth })',
      );
      expect(scroll).toBeLessThanOrEqual(width);
    }));
});

describe('on one screen of a phone', () => {
  const heightOf = async (page: Page) => (await latest(page).boundingBox())?.height;

  test('ten actions and a failure with its reason', () =>
    withPage({ viewport: PHONE }, async (page) => {
      await typeCommand(page, '/pipeline-actions checkout-service');
      await latest(page).getByText('Actions 1–10').waitFor();
      await click(page, 'Next page', 'Actions 11–20');
      expect(await latest(page).innerText()).toMatch(/1 failed.*Approve failed.*Rejected by priya\.raman/s);
      expect(await heightOf(page)).toBeLessThanOrEqual(560);
      const rows = page.getByRole('log').getByRole('article').last().getByRole('button');
      const tops = await Promise.all(['Next page', 'Previous', 'More…'].map((name) => topOf(rows, name)));
      expect(new Set(tops).size).toBe(1);
    }));

  test('a refusal', () =>
    withPage({ viewport: PHONE }, async (page) => {
      await typeCommand(page, '/pipeline-actions checkout-servce');
      await latest(page).getByText('There is no pipeline').first().waitFor();
      expect(await heightOf(page)).toBeLessThanOrEqual(300);
    }));

  test('the bare command', () =>
    withPage({ viewport: PHONE }, async (page) => {
      await typeCommand(page, '/pipeline-actions');
      await latest(page).getByText('Pick a pipeline').first().waitFor();
      expect(await heightOf(page)).toBeLessThanOrEqual(844);
    }));
});
