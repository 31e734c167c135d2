import { afterEach, expect } from '@jest/globals';
import { exchange, listingPage, option, plain, snapshot, withElements } from '../fixtures/workspace.js';
import { findLowContrast } from './find-low-contrast.js';
import { browserTest, DESKTOP, PHONE, useBrowser } from './use-browser.js';

const { open, close } = useBrowser();
afterEach(close);

const crowded = () => {
  const { visibleTo: _, ...shared } = listingPage();
  const long = 'platform-team.customer-notifications-and-preferences-service.blue-green-deployment-with-approval';
  const options = Array.from({ length: 100 }, (_, index) => option(`${long} ${index}`, String(index)));
  const details = { type: 'static_select', action_id: 'd', placeholder: plain('Details…'), options };
  return snapshot({
    messages: [shared, withElements(details)],
    exchanges: [exchange(), exchange({ id: '2', status: 400, error: 'ThrottlingException: Rate exceeded' })],
  });
};
const PANES = ['Channels', 'What happened', 'Controls', 'Messages'];

browserTest(
  'on a phone one pane shows at a time, nothing runs off its side, and the composer is in reach',
  async () => {
    const { page } = await open({ start: crowded, browser: { viewport: PHONE, hasTouch: true } });
    for (const pane of PANES) {
      await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: pane }).click();
      expect(
        await page
          .locator('body > .sidebar, body > .conversation, body > .inspector')
          .filter({ visible: true })
          .count(),
      ).toBe(1);
      const wide = `[document.documentElement, ...document.querySelectorAll('.scroller, .tab-panel, .sidebar')]
      .filter((element) => element.scrollWidth > element.clientWidth).map(({ className }) => className)`;
      expect(await page.evaluate(wide)).toEqual([]);
    }
    const box = await page.getByRole('textbox', { name: 'Message to #deploys' }).boundingBox();
    expect((box?.y ?? PHONE.height) + (box?.height ?? 0)).toBeLessThan(PHONE.height);
    await page.getByRole('button', { name: 'Details…' }).click();
    const list = await page.locator('.listbox').boundingBox();
    expect(list?.x).toBeGreaterThanOrEqual(0);
    expect((list?.x ?? 0) + (list?.width ?? PHONE.width)).toBeLessThanOrEqual(PHONE.width);
  },
);

for (const colorScheme of ['light', 'dark'] as const) {
  browserTest(`every word is told from its background, ${colorScheme}`, async () => {
    const { page } = await open({ start: crowded, browser: { viewport: DESKTOP, colorScheme } });
    await page.locator('.exchange summary').first().click();
    await page.getByRole('button', { name: 'Details…' }).click();
    expect(await findLowContrast(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Controls' }).click();
    await page.getByRole('textbox', { name: 'Message to #deploys' }).fill('/pip');
    expect(await findLowContrast(page)).toEqual([]);
  });
}

browserTest('the panel at the right can be put away', async () => {
  const { page } = await open();
  const before = await page.locator('.conversation').boundingBox();
  await page.getByRole('button', { name: 'Show or hide the panel at the right' }).click();
  const after = await page.locator('.conversation').boundingBox();
  expect(after?.width).toBeGreaterThan((before?.width ?? 0) + 300);
});

browserTest('a date shows its full time to pointer and keyboard alike', async () => {
  const { page, server } = await open();
  server.tell({ type: 'message', message: { ...listingPage(), ts: '1795392000.000100' } });
  const time = page.getByRole('article').locator('.message-head time');
  await time.focus();
  await page.getByRole('tooltip').getByText('Monday, November 23rd, 2026 at 12:00:00 AM').waitFor();
});
