import { afterEach, expect } from '@jest/globals';
import { DEPLOYS } from '../fixtures/workspace.js';
import { browserTest, useBrowser } from './use-browser.js';

const { open, close } = useBrowser();
afterEach(close);

browserTest('a command is completed, sent by Enter, and recalled by the up arrow', async () => {
  const { page, server } = await open();
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  await field.pressSequentially('/pi');
  await page.getByRole('option', { name: '/pipeline-actions <pipeline>' }).waitFor();
  await field.press('Enter');
  expect(await field.inputValue()).toBe('/pipeline-actions ');
  await field.pressSequentially('checkout-service');
  await field.press('Enter');
  expect(await server.next('command')).toEqual({ channel: DEPLOYS, text: '/pipeline-actions checkout-service' });
  expect(await field.inputValue()).toBe('');
  await field.press('ArrowUp');
  expect(await field.inputValue()).toBe('/pipeline-actions checkout-service');
});

browserTest('the bare command is sent by one Enter, and Shift+Enter starts a line', async () => {
  const { page, server } = await open();
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  await field.pressSequentially('/pipeline-actions');
  await field.press('Enter');
  expect(await server.next('command')).toMatchObject({ text: '/pipeline-actions' });
  await field.pressSequentially('one');
  await field.press('Shift+Enter');
  await field.pressSequentially('two');
  await field.press('Enter');
  expect(await server.next('command')).toMatchObject({ text: 'one\ntwo' });
});

browserTest('a person, a group and a channel are completed where they are typed', async () => {
  const { page, server } = await open();
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  await field.pressSequentially('/pipeline-actions subscribe checkout-service --mention @love');
  await page.getByRole('option', { name: '@ada-lovelace Ada Lovelace' }).waitFor();
  await field.press('Tab');
  await field.pressSequentially('@dep');
  await field.press('Enter');
  await field.pressSequentially('#gen');
  await field.press('Enter');
  const text = '/pipeline-actions subscribe checkout-service --mention @ada-lovelace @deployers #general';
  expect(await field.inputValue()).toBe(`${text} `);
  await field.press('Enter');
  expect(await server.next('command')).toMatchObject({ text });
});

browserTest('a name typed to its end is sent by one Enter', async () => {
  const { page, server } = await open();
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  await field.pressSequentially('thanks @deployers');
  await field.press('Enter');
  expect(await server.next('command')).toMatchObject({ text: 'thanks @deployers' });
});

browserTest('a suggestion fills the field and leaves the sending to the reader', async () => {
  const { page, server } = await open();
  await page.getByRole('button', { name: '/pipeline-actions checkout-service one page' }).click();
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  expect(await field.inputValue()).toBe('/pipeline-actions checkout-service');
  expect(server.sent).toEqual([]);
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await server.next('command')).toMatchObject({ text: '/pipeline-actions checkout-service' });
});

browserTest('a refused gesture and a server that is gone are said in words', async () => {
  const { page, server } = await open({ answer: () => ({ ok: false, error: 'No such channel.' }) });
  const field = page.getByRole('textbox', { name: 'Message to #deploys' });
  await field.fill('hello');
  await field.press('Enter');
  await page.getByText('⚠ No such channel.').waitFor();
  await server.close();
  await field.fill('hello');
  await field.press('Enter');
  await page.getByText('⚠ The workspace server cannot be reached.').waitFor();
});
