import { afterEach, expect } from '@jest/globals';
import { DEPLOYS, GENERAL, listingPage, ME, message, plain, snapshot, withElements } from '../fixtures/workspace.js';
import { browserTest, DESKTOP, useBrowser } from './use-browser.js';

const { open, close } = useBrowser();
afterEach(close);

browserTest('a listing: marked as ephemeral, read out by its text, and Next sends what the button is', async () => {
  let answer: (answered: unknown) => void = () => undefined;
  const held = new Promise((resolve) => {
    answer = resolve;
  });
  const { page, server } = await open({ answer: () => held });
  const listing = listingPage();
  server.tell({ type: 'message', message: listing });
  const article = page.getByRole('article', { name: 'Pipeline Actions' });
  await article.getByText('Only visible to you').waitFor();
  expect(await article.getByText('Deploy-staging › Deploy').count()).toBe(2);
  expect(await page.getByRole('status').filter({ hasText: listing.text }).count()).toBe(1);

  const next = article.getByRole('button', { name: 'Next page of checkout-service' });
  await next.click();
  const block = listing.blocks.find(({ type }) => type === 'actions');
  expect(await server.next('action')).toEqual({
    container: { type: 'message', channel: DEPLOYS, ts: listing.ts },
    blockId: block?.block_id,
    actionId: 'next-page',
    values: {},
  });
  expect(await next.getAttribute('aria-busy')).toBe('true');
  await next.click();
  answer({ ok: false, error: 'operation_timeout' });
  await article.getByRole('alert').getByText('⚠ operation_timeout').waitFor();
  expect(await next.getAttribute('aria-busy')).toBeNull();
  expect(server.sent).toHaveLength(1);
});

browserTest('a page that replaces the one before leaves the focus on Next page and the reader at the end', async () => {
  const { page, server } = await open({ browser: { viewport: { width: 390, height: 844 } } });
  const listing = listingPage();
  server.tell({ type: 'message', message: { ...listing, blocks: listing.blocks.slice(-1) } });
  const next = page.getByRole('button', { name: 'Next page' });
  await next.press('Enter');
  server.tell({ type: 'message', message: listing });
  await page.getByText('a1e2c993').waitFor();
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Next page');
  await page.waitForFunction(
    `(({ scrollTop, clientHeight, scrollHeight }) => scrollHeight > clientHeight && scrollTop + clientHeight > scrollHeight - 2)
      (document.querySelector('.scroller'))`,
  );
});

browserTest('a command sent while scrolled up brings its answer into view; what others say does not', async () => {
  const messages = Array.from({ length: 40 }, (_, at) => message({ text: `Message ${at}` }));
  const { page, server } = await open({ start: () => snapshot({ messages }) });
  await page.getByText('Message 39', { exact: true }).waitFor();
  await page.locator('.scroller').hover();
  await page.mouse.wheel(0, -1500);
  await page.waitForFunction(
    `(({ scrollTop, clientHeight, scrollHeight }) => scrollTop + clientHeight < scrollHeight - 100)
      (document.querySelector('.scroller'))`,
  );
  server.tell({ type: 'message', message: message({ text: 'Said by others' }) });
  await page.getByRole('button', { name: '↓ New messages' }).waitFor();
  const isShown = async (text: string) => {
    const box = await page.getByText(text, { exact: true }).boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= DESKTOP.height;
  };
  expect(await isShown('Said by others')).toBe(false);
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  await field.fill('/pipeline-actions checkout-service');
  await field.press('Enter');
  await server.next('command');
  server.tell({ type: 'message', message: message({ text: 'The answer', visibleTo: ME }) });
  await page.getByText('The answer', { exact: true }).waitFor();
  await page.waitForFunction(
    `(({ scrollTop, clientHeight, scrollHeight }) => scrollTop + clientHeight > scrollHeight - 2)
      (document.querySelector('.scroller'))`,
  );
  expect(await isShown('The answer')).toBe(true);
  await page.getByRole('button', { name: '↓ New messages' }).waitFor({ state: 'hidden' });
});

browserTest('hostile text stays text and hostile addresses stay unlinked', async () => {
  const { page, server } = await open();
  const nasty = '<img src=x onerror="window.hit=1"><script>window.hit=1</script> &amp; *x* <!channel>';
  const element = { type: 'link', url: 'javascript:window.hit=1', text: 'a trap' };
  const section = (elements: object[]) => ({ type: 'rich_text_section', elements });
  const blocks = [
    { type: 'rich_text', elements: [section([{ type: 'text', text: nasty }, element])] },
    { type: 'header', text: plain(nasty) },
    { type: 'context', elements: [plain(nasty)] },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '<javascript:window.hit=1|mrkdwn trap> <https://a.example|fine>' },
    },
    {
      type: 'actions',
      block_id: 'b',
      elements: [{ type: 'button', text: plain(nasty), url: 'javascript:window.hit=1' }],
    },
  ];
  server.tell({ type: 'message', message: message({ text: nasty, blocks }) });
  const article = page.getByRole('article');
  await article.getByText('a trap').waitFor();
  expect(await article.getByText(nasty, { exact: false }).count()).toBe(4);
  expect(await article.locator('img, script').count()).toBe(0);
  const links = article.locator('a');
  expect(await links.count()).toBe(1);
  expect(await links.getAttribute('href')).toBe('https://a.example/');
  expect(await links.getAttribute('rel')).toBe('noopener noreferrer');
  expect(await page.evaluate('window.hit')).toBeUndefined();
});

browserTest('replies open under their parent', async () => {
  const parent = message({ text: 'checkout-service failed' });
  const reply = message({ text: 'Fixed after 42 min', threadTs: parent.ts });
  const { page, server } = await open({ start: () => snapshot({ messages: [parent, reply] }) });
  const toggle = page.getByRole('button', { name: '1 reply' });
  expect(await page.getByText('Fixed after 42 min').count()).toBe(0);
  await toggle.click();
  await page.getByText('Fixed after 42 min').waitFor();
  server.tell({ type: 'message', message: message({ text: 'And again', threadTs: parent.ts }) });
  await page.getByRole('button', { name: '2 replies' }).waitFor();
  expect(await page.getByRole('article').getByText('And again').isVisible()).toBe(true);
});

browserTest('a reply that is broadcast stands in the channel too, and leads to its thread', async () => {
  const { page, server } = await open();
  const parent = message({ text: 'checkout-service: Build failed & more' });
  const loud = message({ text: 'Now failing in Deploy', threadTs: parent.ts, isBroadcast: true });
  for (const one of [parent, loud]) server.tell({ type: 'message', message: one });
  const inChannel = page.locator('.message-list > article').last();
  await inChannel.getByText('Now failing in Deploy').waitFor();
  expect(await page.locator('.message-list').getByText('Now failing in Deploy').count()).toBe(1);
  await inChannel.getByRole('button', { name: 'replied to a thread: checkout-service: Build failed & more' }).click();
  const reply = page.getByRole('article').filter({ hasText: 'Build failed' }).locator('.replies article');
  await reply.getByText('also sent to the channel').waitFor();
  expect(await page.locator('.message-list').getByText('Now failing in Deploy').count()).toBe(2);
});

browserTest('a reload forgets ephemeral messages; a lost connection does not', async () => {
  const { page, server } = await open();
  server.tell({ type: 'message', message: message({ text: 'just for you', visibleTo: ME }) });
  await page.getByRole('log').getByText('just for you').waitFor();
  server.hangUp();
  await page.getByText('Reconnecting…').waitFor();
  await page.getByText('Connected').waitFor();
  server.tell({ type: 'message', message: message({ text: 'after the break' }) });
  await page.getByRole('log').getByText('after the break').waitFor();
  expect(await page.getByRole('log').getByText('just for you').count()).toBe(1);
  await page.reload();
  await page.locator('.channel-start').waitFor();
  expect(await page.getByText('just for you').count()).toBe(0);
});

browserTest('a message elsewhere is counted until its channel is opened, which a reload comes back to', async () => {
  const { page, server } = await open();
  server.tell({ type: 'message', message: message({ channel: GENERAL, text: 'over here' }) });
  await page.getByRole('button', { name: 'general 1 unread' }).click();
  await page.getByText('over here').waitFor();
  expect(await page.getByText('1 unread').count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { name: 'general' }).first().waitFor();
});

browserTest('an address opens its own tab and the action is sent too; a confirm dialog is asked first', async () => {
  const confirm = {
    title: plain('Really?'),
    text: plain('It is gone then.'),
    confirm: plain('Do it'),
    deny: plain('No'),
  };
  const { page, server } = await open();
  const build = { type: 'button', action_id: 'build', text: plain('Open build'), url: `${server.url}/?build` };
  const wipe = { type: 'button', action_id: 'wipe', text: plain('Wipe'), style: 'danger', confirm };
  server.tell({ type: 'message', message: withElements(build, wipe) });
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('link', { name: 'Open build' }).click(),
  ]);
  expect(popup.url()).toBe(`${server.url}/?build`);
  await popup.close();
  expect(await server.next('action')).toMatchObject({ actionId: 'build' });

  await page.getByRole('button', { name: 'Wipe' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'No' }).click();
  await page.getByRole('button', { name: 'Wipe' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  expect(await server.next('action')).toMatchObject({ actionId: 'wipe' });
  expect(server.sent).toHaveLength(2);
});
