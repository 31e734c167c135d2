import { afterEach, expect } from '@jest/globals';
import { option, plain, view } from '../fixtures/workspace.js';
import { browserTest, useBrowser } from './use-browser.js';

const { open, close } = useBrowser();
afterEach(close);

const input = (id: string, element: object, more = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(`The ${id}`),
  element,
  ...more,
});
const name = input('name', { type: 'plain_text_input', action_id: 'n' });
const stage = { type: 'static_select', action_id: 's', options: [option('Build', 'b'), option('Test', 't')] };

browserTest('a submitted view has Slack’s state.values; what is required is asked for first', async () => {
  const { page, server } = await open();
  const tags = { type: 'checkboxes', action_id: 'c', options: [option('x'), option('y')] };
  const blocks = [name, input('stage', stage), input('tags', tags, { optional: true })];
  server.tell({ type: 'view', view: view(blocks, { submit: 'Save' }) });
  const dialog = page.getByRole('dialog', { name: 'Details' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await dialog.getByText('Please complete this required field.').count()).toBe(2);
  await dialog.getByRole('textbox', { name: 'The name' }).fill('checkout');
  await dialog.getByRole('button', { name: 'The stage' }).click();
  await dialog.getByRole('option', { name: 'Test' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  expect(await server.next('view-submit')).toEqual({
    viewId: 'V1',
    values: {
      name: { n: { type: 'plain_text_input', value: 'checkout' } },
      stage: {
        s: { type: 'static_select', selected_option: option('Test', 't') },
      },
      tags: { c: { type: 'checkboxes', selected_options: [] } },
    },
  });
  server.tell({ type: 'view', view: null });
  await dialog.waitFor({ state: 'detached' });
});

browserTest('the app’s errors stand below their inputs', async () => {
  const answer = () => ({ ok: false, error: 'No such pipeline.', errors: { name: 'No such pipeline.' } });
  const { page, server } = await open({ answer });
  server.tell({ type: 'view', view: view([name], { submit: 'Save' }) });
  await page.getByRole('textbox', { name: 'The name' }).fill('x');
  await page.keyboard.press('Enter');
  await page.locator('.input-error').getByText('No such pipeline.').waitFor();
});

browserTest('a window begins in its first field, or in the one that asks for it', async () => {
  const { page, server } = await open();
  const focused = () => page.evaluate('document.activeElement.closest(".input")?.dataset.blockId');
  const second = input('comment', { type: 'plain_text_input', action_id: 'm', multiline: true });
  server.tell({ type: 'view', view: view([name, second], { submit: 'Save' }) });
  await page.getByRole('textbox', { name: 'The comment' }).waitFor();
  expect(await focused()).toBe('name');
  const asking = input('comment', { type: 'plain_text_input', action_id: 'm', focus_on_load: true });
  server.tell({ type: 'view', view: null });
  server.tell({ type: 'view', view: view([name, asking], { id: 'V2', title: 'Another', submit: 'Save' }) });
  await page.getByRole('dialog', { name: 'Another' }).waitFor();
  expect(await focused()).toBe('comment');
});

browserTest('Tab stays inside, Escape closes and tells the app', async () => {
  const { page, server } = await open();
  const button = {
    type: 'actions',
    block_id: 'b',
    elements: [{ type: 'button', action_id: 'a', text: plain('Again') }],
  };
  server.tell({ type: 'view', view: view([button]) });
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Tab');
    const inside =
      "document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)";
    expect(await page.evaluate(inside)).toBe(true);
  }
  await dialog.getByRole('button', { name: 'Again' }).click();
  expect(await server.next('action')).toMatchObject({ container: { type: 'view', viewId: 'V1' }, actionId: 'a' });
  await page.keyboard.press('Escape');
  expect(await server.next('view-close')).toEqual({ viewId: 'V1' });
  server.tell({ type: 'view', view: null });
  await dialog.waitFor({ state: 'hidden' });
});

browserTest('an updated view keeps what was typed; a pushed one leads back', async () => {
  const { page, server } = await open();
  server.tell({ type: 'view', view: view([name]) });
  const field = page.getByRole('textbox', { name: 'The name' });
  await field.fill('half a na');
  server.tell({ type: 'view', view: view([{ type: 'header', text: plain('Loaded') }, name]) });
  await page.getByRole('heading', { name: 'Loaded' }).waitFor();
  expect(await field.inputValue()).toBe('half a na');

  server.tell({ type: 'view', view: view([name], { id: 'V2', title: 'All of it', depth: 1 }) });
  await page.getByRole('dialog', { name: 'All of it' }).getByRole('button', { name: 'Back' }).click();
  expect(await server.next('view-close')).toEqual({ viewId: 'V2' });
  server.tell({ type: 'view', view: view([name]) });
  await page.getByRole('dialog', { name: 'Details' }).waitFor();
  expect(await field.inputValue()).toBe('half a na');
});

browserTest('the cross closes the whole stack', async () => {
  const { page, server } = await open();
  server.tell({ type: 'view', view: view([], { id: 'V2', depth: 1 }) });
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  expect(await server.next('view-close')).toEqual({ viewId: 'V2' });
  server.tell({ type: 'view', view: view([], { id: 'V1' }) });
  expect(await server.next('view-close')).toEqual({ viewId: 'V1' });
});
