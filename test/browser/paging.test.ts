import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
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

async function withPage(looks: Parameters<typeof visit>[1], work: (page: Page) => Promise<void>): Promise<void> {
  const page = await visit(workspace, looks);
  await work(page);
  await page.context().close();
}

test('type the command, read the page, turn it forward and back', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions checkout-service');
    await latest(page).getByText('Page 1 · items 1–10').waitFor();
    expect(await latest(page).getByText('Only visible to you').count()).toBe(1);
    expect(await latest(page).getByRole('listitem').count()).toBe(10);
    await picture(page, 'page');
    await click(page, 'Next page', 'Page 2 · items 11–20');
    expect(await messages(page).count()).toBe(1);
    await click(page, 'Next page', 'Page 3 · items 21–30');
    await click(page, 'Previous page', 'Page 2 · items 11–20');
    await click(page, 'First page', 'Page 1 · items 1–10');
  }));

test('walk to the last page, which says so and leads no further', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions svc-search --page-size 50');
    await latest(page).getByText('Page 1 ·').waitFor();
    let number = 1;
    while (await latest(page).getByRole('button', { name: 'Next page' }).count()) {
      number += 1;
      await click(page, 'Next page', new RegExp(`Page ${number} ·`));
    }
    expect(number).toBeGreaterThan(1);
    expect(await latest(page).getByText('This is the last page.').count()).toBe(1);
  }));

test('share a page with the channel', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions svc-identity');
    await latest(page).getByText('Page 1 ·').waitFor();
    await latest(page).getByRole('button', { name: 'Share' }).click();
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
    await latest(page).getByText('Page 1 ·').waitFor();
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
    await latest(page).getByText('svc-identity, action executions, page 1').waitFor();
  }));

test('hostile text stays text', () =>
  withPage({}, async (page) => {
    await typeCommand(page, '/pipeline-actions hostile-text --page-size 100');
    await latest(page).getByText('Page 1 ·').waitFor();
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
      await latest(page).getByText('Page 1 · items 1–10').waitFor();
      await click(page, 'Next page', 'Page 2 · items 11–20');
      await picture(page, name);
      const { scroll, width } = await page.evaluate<{ scroll: number; width: number }>(
        '({ scroll: document.documentElement.scrollWidth, width: window.innerWidth })',
      );
      expect(scroll).toBeLessThanOrEqual(width);
    }));
});
