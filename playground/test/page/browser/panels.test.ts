import { afterEach, expect } from '@jest/globals';
import { controls, exchange, snapshot } from '../fixtures/workspace.js';
import { browserTest, useBrowser } from './use-browser.js';

const { open, close } = useBrowser();
afterEach(close);

browserTest('what happened: newest first, by route, and opened to its headers and bodies', async () => {
  const command = exchange({ id: '2', at: 2, route: 'slack → bot', title: 'POST /slack/events', request: '{"a":"b"}' });
  const { page, server } = await open({ start: () => snapshot({ exchanges: [exchange({ at: 1 }), command] }) });
  const failed = { id: '3', status: 400, error: 'ThrottlingException' };
  server.tell({ type: 'exchange', exchange: exchange({ at: 3, ...failed }) });
  await page.getByText('ThrottlingException', { exact: true }).waitFor();
  const titles = page.locator('.exchange-title');
  expect(await titles.allTextContents()).toEqual([
    'ListActionExecutions',
    'POST /slack/events',
    'ListActionExecutions',
  ]);
  expect(await page.locator('.exchange-status').allTextContents()).toEqual(['✕ 400', '✓ 200', '✓ 200']);

  await page.getByRole('button', { name: 'bot → AWS' }).click();
  expect(await titles.allTextContents()).toEqual(['ListActionExecutions', 'ListActionExecutions']);
  await page.locator('.exchange summary').first().press('Enter');
  await page.getByText('CodePipeline_20150709.ListActionExecutions').waitFor();
  await page.getByText('Sent at 00:00:00.003').waitFor();
  expect(await page.getByLabel('Request body', { exact: true }).textContent()).toBe(
    '{\n  "pipelineName": "checkout-service",\n  "maxResults": 10\n}',
  );
});

browserTest('every control sends its gesture', async () => {
  const { page, server } = await open();
  await page.getByRole('tab', { name: 'Controls' }).click();
  await page.getByLabel('Which one').selectOption('web-frontend');
  const press = async (name: string) => {
    await page.getByRole('button', { name }).click();
    return server.next('control');
  };
  expect(await press('Start a run')).toEqual({ do: 'start-run', pipeline: 'web-frontend' });
  expect(await press('Break a run')).toEqual({ do: 'scene', pipeline: 'web-frontend', scene: 'build-error' });
  expect(await press('Retry what failed')).toEqual({ do: 'retry', pipeline: 'web-frontend' });
  expect(await press('End its approval')).toEqual({ do: 'end-approval', pipeline: 'web-frontend', end: 'reject' });
  expect(await press('Expire all tokens')).toEqual({ do: 'expire-tokens' });
  expect(await press('Restart the bot')).toEqual({ do: 'restart-bot' });
  await page.getByRole('switch', { name: 'Throttle' }).check();
  expect(await server.next('control')).toEqual({ do: 'set-faults', faults: { throttle: true } });
  await page.getByLabel('Delay every answer of AWS by, in milliseconds').fill('250');
  await page.keyboard.press('Tab');
  expect(await server.next('control')).toEqual({ do: 'set-faults', faults: { awsLatencyMs: 250 } });
});

browserTest('only the breakages of the chosen pipeline are offered, and a run says that it has begun', async () => {
  const { page } = await open({ answer: () => ({ ok: true, said: 'Run 1b2c3d4e has started, and will fail.' }) });
  await page.getByRole('tab', { name: 'Controls' }).click();
  const offered = page.getByLabel('How it breaks').getByRole('option');
  expect(await offered.allTextContents()).toEqual(['Rejected approval']);
  await page.getByLabel('Which one').selectOption('web-frontend');
  expect(await offered.allTextContents()).toEqual(['Build error']);
  await page.getByRole('button', { name: 'Break a run' }).click();
  await page.getByText('Run 1b2c3d4e has started, and will fail.').waitFor();
});

browserTest('the controls show what the server says, a refusal included', async () => {
  const { page, server } = await open({ answer: () => ({ ok: false, error: 'No run to retry.' }) });
  await page.getByRole('tab', { name: 'Controls' }).click();
  const faults = { ...controls.faults, denyAccess: true, awsLatencyMs: 1500 };
  server.tell({ type: 'controls', controls: { ...controls, faults, bot: { ...controls.bot, running: false } } });
  await page.getByText('Not running').waitFor();
  expect(await page.getByRole('switch', { name: 'Deny access' }).isChecked()).toBe(true);
  expect(await page.getByRole('slider', { name: 'Delay every answer of AWS by' }).inputValue()).toBe('1500');
  expect(await page.getByLabel('Example for the AWS CLI', { exact: true }).textContent()).toContain(
    '--endpoint-url http://127.0.0.1:4566',
  );
  await page.getByRole('button', { name: 'Retry what failed' }).click();
  await page.getByText('⚠ No run to retry.').waitFor();
});

browserTest('the theme follows the system until it is chosen, and the choice is remembered', async () => {
  const { page } = await open({ browser: { colorScheme: 'dark' } });
  const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  expect(await background()).toBe('rgb(26, 29, 33)');
  await page.getByRole('button', { name: 'Use the light theme' }).click();
  expect(await background()).toBe('rgb(255, 255, 255)');
  await page.reload();
  await page.locator('.channel-start').waitFor();
  expect(await background()).toBe('rgb(255, 255, 255)');
});
