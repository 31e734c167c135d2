import { afterEach, expect } from '@jest/globals';
import { option, plain, withElements } from '../fixtures/workspace.js';
import { browserTest, useBrowser } from './use-browser.js';

const { open, close } = useBrowser();
afterEach(close);

browserTest('a hundred details: typed, moved through by arrows, chosen by Enter, left by Escape', async () => {
  const { page, server } = await open();
  const options = Array.from({ length: 100 }, (_, index) => option(`Build › Step ${index + 1}`, `row-${index}`));
  const details = { type: 'static_select', action_id: 'details', placeholder: plain('Details…'), options };
  server.tell({ type: 'message', message: withElements(details) });
  const select = page.getByRole('button', { name: 'Details…' });
  await select.press('Enter');
  expect(await page.getByRole('option').count()).toBe(100);
  const filter = page.getByRole('combobox', { name: 'Details…' });
  await filter.fill('step 10');
  await page.getByRole('option').nth(2).waitFor({ state: 'detached' });
  expect(await page.getByRole('option').count()).toBe(2);
  await filter.press('ArrowDown');
  const active = await filter.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).textContent()).toBe('Build › Step 100');
  await filter.press('Enter');
  expect(await server.next('action')).toMatchObject({
    actionId: 'details',
    selectedValue: 'row-99',
    selectedText: 'Build › Step 100',
  });
  expect(await select.textContent()).toBe('Build › Step 100');

  await select.press('Enter');
  await page.getByRole('combobox').press('Escape');
  expect(await page.getByRole('option').count()).toBe(0);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Build › Step 100');
  expect(server.sent).toHaveLength(1);
});

browserTest(
  'type-ahead asks the app once enough is typed, groups its answers, and says when there is none',
  async () => {
    const groups = [{ label: 'Pipelines', options: [{ text: 'checkout-service', value: 'checkout-service' }] }];
    const { page, server } = await open({
      answer: ({ name, body }) =>
        name === 'options' ? { ok: true, groups: body.value === 'che' ? groups : [] } : { ok: true },
    });
    const pick = {
      type: 'external_select',
      action_id: 'pick',
      placeholder: plain('Pick a pipeline'),
      min_query_length: 2,
    };
    server.tell({ type: 'message', message: withElements(pick) });
    await page.getByRole('button', { name: 'Pick a pipeline' }).click();
    await page.getByText('Type at least 2 characters').waitFor();
    const filter = page.getByRole('combobox');
    await filter.pressSequentially('che');
    expect(await server.next('options')).toMatchObject({ blockId: 'row', actionId: 'pick', value: 'che' });
    await page.getByRole('group', { name: 'Pipelines' }).waitFor();
    await filter.fill('zzz');
    await page.getByText('No results').waitFor();
    await filter.fill('che');
    await page.getByRole('option', { name: 'checkout-service' }).click();
    expect(await server.next('action')).toMatchObject({
      selectedValue: 'checkout-service',
      selectedText: 'checkout-service',
    });
  },
);

browserTest('checkboxes and radio buttons send what was chosen', async () => {
  const { page, server } = await open();
  const options = [option('One', '1'), option('Two', '2')];
  server.tell({
    type: 'message',
    message: withElements(
      { type: 'checkboxes', action_id: 'checks', options, initial_options: [options[1]] },
      { type: 'radio_buttons', action_id: 'radio', options },
    ),
  });
  await page.getByRole('checkbox', { name: 'One' }).check();
  expect(await server.next('action')).toMatchObject({ actionId: 'checks', selectedValues: ['1', '2'] });
  await page.getByRole('radio', { name: 'Two' }).check();
  expect(await server.next('action')).toMatchObject({ actionId: 'radio', selectedValue: '2' });
});
