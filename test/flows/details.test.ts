import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ActionExecution, compileError, endingAt, renderedText, stagesOf } from '../../playground/index.js';
import { decodeAddress } from '../../src/cursor/action-address.js';
import { DETAILS } from '../../src/views/run-choices.js';
import { clicked, rowsOf, type } from './gestures.js';
import { buttonsOf, detailsOf, labelsOf, type Modals, modalsOf } from './modal.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
let modals: Modals;
beforeEach(async () => {
  world = await startWorld();
  modals = modalsOf(world);
});
afterEach(() => endWorld(world));

const textOf = (view: { blocks: Record<string, unknown>[] }) => renderedText(view.blocks);
const shown = () => textOf(modals.top());
const calls = () => world.aws.calls.filter(({ operation }) => operation === 'ListActionExecutions');

/** The row of the simulator's that an option stands for. */
function rowOf(pipeline: string, value: string | undefined): ActionExecution {
  const address = decodeAddress(value ?? '');
  const execution = world.aws.account.find(pipeline)?.executionsById.get(address?.pipelineExecutionId ?? '');
  const row = execution?.actions.find(({ actionExecutionId: id }) => id === address?.actionExecutionId);
  if (!row) throw new Error('AWS has no such row.');
  return row;
}

describe('Details…', () => {
  test('offers every row of a page, on every page', async () => {
    const first = await type(world.slack, 'checkout-service');
    const second = await clicked(world.slack, first, 'Next page');
    for (const page of [first, second]) {
      const rows = detailsOf(page).options.map(({ value }) => rowOf('checkout-service', value));
      expect(rows.map((row) => `${row.pipelineExecutionId}/${row.actionExecutionId}`).sort()).toEqual(rowsOf(page));
    }
    const large = await type(world.slack, 'checkout-service --page-size 100');
    expect(detailsOf(large).options).toHaveLength(100);
  });

  test('opens a modal at once, while AWS takes its time, and fills it then', async () => {
    const page = await type(world.slack, 'checkout-service --failed');
    world.aws.faults.latencyMs = 1000;
    const opening = world.slack.nextView();
    const choosing = modals.chosen(page, /^❌/);
    expect(textOf((await opening) ?? { blocks: [] })).toContain('Asking AWS about checkout-service');
    const row = rowOf('checkout-service', detailsOf(page).options[0]?.value);
    const view = await choosing;
    expect(textOf(view)).toContain(`❌ ${row.actionName} failed in checkout-service`);
    const at = (method: string) => world.slack.requests.findIndex((request) => request.method === method);
    expect(at('views.open')).toBeGreaterThan(-1);
    expect(at('views.update')).toBeGreaterThan(at('views.open'));
    expect(calls().at(-1)?.input).toEqual({
      pipelineName: 'checkout-service',
      filter: { pipelineExecutionId: row.pipelineExecutionId },
      maxResults: 100,
    });
  });

  test('shows what AWS has of that row and of no other, in the region of the listing', async () => {
    const page = await type(world.slack, 'edge-redirects --region us-east-1');
    const view = await modals.chosen(page, /Source/);
    const option = detailsOf(page).options.find(({ text }) => /Source/.test(text));
    const id = decodeAddress(option?.value ?? '');
    const execution = world.aws.account
      .find('edge-redirects', 'us-east-1')
      ?.executionsById.get(id?.pipelineExecutionId ?? '');
    const row = execution?.actions.find(({ actionExecutionId }) => actionExecutionId === id?.actionExecutionId);
    const configuration = Object.entries(row?.input.configuration ?? {});
    expect(configuration.length).toBeGreaterThan(0);
    expect(textOf(view)).toContain('edge-redirects · us-east-1');
    const fields = textOf(await modals.pressed('All fields'));
    for (const [key, value] of configuration) expect(fields).toContain(`${key}: ${value}`);
    expect(textOf(view)).toContain('edge-redirects · us-east-1');
    expect(buttonsOf(view).find(({ label }) => label === 'Open run')?.url).toContain('us-east-1.console.aws');
  });

  test('keeps secrets out, and says how many', async () => {
    const page = await type(world.slack, 'hostile-text --failed');
    const view = await modals.chosen(page, /^❌ .*Build/);
    const fields = await modals.pressed('All fields');
    expect(textOf(fields)).toMatch(/\d+ values masked\./);
    const option = detailsOf(page).options.find(({ text }) => /^❌ .*Build/.test(text));
    const row = rowOf('hostile-text', option?.value);
    const variables: { value: string; type: string }[] = JSON.parse(
      row.input.configuration.EnvironmentVariables ?? '[]',
    );
    const plaintext = variables.filter(({ type: kind }) => kind === 'PLAINTEXT');
    expect(plaintext.length).toBeGreaterThan(1);
    for (const { value } of plaintext) expect(textOf(view) + textOf(fields)).not.toContain(value);
    expect(JSON.stringify(world.log)).not.toContain(plaintext[0]?.value);
  });

  test('of a link is acknowledged and asks for nothing', async () => {
    const page = await type(world.slack, 'checkout-service');
    await modals.chosen(page, /Build/);
    const before = { calls: calls().length, requests: world.slack.requests.length };
    expect(await modals.press('Open build')).toMatchObject({ outcome: 'acknowledged' });
    expect({ calls: calls().length, requests: world.slack.requests.length }).toEqual(before);
  });
});

describe('what is long', () => {
  test('is cut in the details, whole in a view on top, and closing that leads back', async () => {
    const page = await type(world.slack, 'hostile-text --failed');
    const details = await modals.chosen(page, /^❌ .*Build/);
    const option = detailsOf(page).options.find(({ text }) => /^❌ .*Build/.test(text));
    const message = rowOf('hostile-text', option?.value).output.executionResult?.errorDetails?.message ?? '';
    expect(message.length).toBeGreaterThan(3000);
    const fields = await modals.pressed('All fields');
    expect(fields).toMatchObject({ title: 'All fields', depth: 1 });
    const whole = await modals.pressed('Show all of errorDetails');
    expect(whole).toMatchObject({ title: 'Whole value', depth: 2 });
    expect(textOf(whole)).toContain(message.replace(/[\u202a-\u202e]/g, ''));
    await world.slack.closeView();
    expect(modals.top()).toEqual(fields);
    await world.slack.closeView();
    expect(modals.top()).toEqual(details);
  });

  test('and too long for any view is sent as a file, secrets masked', async () => {
    const page = await type(world.slack, 'checkout-service');
    const [option] = detailsOf(page).options;
    const row = rowOf('checkout-service', option?.value);
    const large = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`V${index}`, 'x'.repeat(1000)]));
    row.output.outputVariables = { ...large, API_KEY: 'k3y' };
    await modals.chosen(page, /./);
    expect(textOf(await modals.pressed('All fields'))).toMatch(/and \d+ more/);
    const sent = await modals.pressed('Show all of outputVariables');
    expect(textOf(sent)).toMatch(
      /action-execution-[0-9a-f]{8}-outputVariables\.json \(\d+ KB, secrets masked\) was sent/,
    );
    const direct = world.slack.lastMessageSeenBy(world.slack.people.me, world.slack.channels.direct);
    const content = await (await fetch(direct?.files?.[0]?.url ?? '')).json();
    expect(content).toEqual({ ...large, API_KEY: '[masked]' });
  });

  test('can all be had as one file', async () => {
    const page = await type(world.slack, 'checkout-service --failed');
    await modals.chosen(page, /^❌/);
    await modals.pressed('All fields');
    await modals.pressed('Send as file');
    expect(shown()).toContain('was sent to you as a direct message');
    const direct = world.slack.lastMessageSeenBy(world.slack.people.me, world.slack.channels.direct);
    const row = rowOf('checkout-service', detailsOf(page).options[0]?.value);
    expect(await (await fetch(direct?.files?.[0]?.url ?? '')).json()).toMatchObject({
      actionExecutionId: row.actionExecutionId,
      startTime: new Date(row.startTime).toISOString(),
      input: { actionTypeId: row.input.actionTypeId },
    });
  });

  test('stays unsent with a reason where the bot may not send files', async () => {
    await modals.chosen(await type(world.slack, 'checkout-service'), /./);
    world.slack.faults.add({ on: 'files.getUploadURLExternal', error: 'missing_scope' });
    await modals.pressed('All fields');
    await modals.pressed('Send as file');
    expect(shown()).toMatch(/add the scopes files:write and im:write.*Reference [2-9B-Z]{6}/s);
  });
});

describe('the attempts of an execution', () => {
  /** A pipeline whose only execution was tried forty times. */
  function addRetried(): void {
    const attempts = Array.from({ length: 40 }, (_, index) => index + 1);
    const script = endingAt('Build/Build', compileError, attempts);
    world.aws.account.addPipeline(
      { name: 'retried', stages: stagesOf.service('retried') },
      { count: 1, newestMinutesAgo: 3000, past: () => ({ script, retriesAfterMinutes: attempts.map(() => 1) }) },
    );
  }

  test('are all or the latest, in a view on top; each can be opened in turn', async () => {
    const page = await type(world.slack, 'checkout-service --failed');
    const details = await modals.chosen(page, /^❌ Integration/);
    const option = detailsOf(page).options.find(({ text }) => /^❌ Integration/.test(text));
    const execution = rowOf('checkout-service', option?.value).pipelineExecutionId;
    const all = world.aws.account.find('checkout-service')?.executionsById.get(execution)?.actions ?? [];
    const view = await modals.pressed('All attempts');
    expect(view).toMatchObject({ title: 'All attempts', depth: 1 });
    expect(detailsOf(view).options).toHaveLength(all.length);
    expect(calls().at(-1)?.input).toMatchObject({
      filter: { latestInPipelineExecution: { pipelineExecutionId: execution, startTimeRange: 'All' } },
    });
    const other = await modals.chosen(view, /Source/);
    expect(other).toMatchObject({ title: 'Action', depth: 2 });
    await world.slack.closeView();
    await world.slack.closeView();
    expect(modals.top()).toEqual(details);
    await modals.pressed('All fields');
    const latest = await modals.pressed('Latest attempts');
    const names = new Set(all.map(({ stageName, actionName }) => `${stageName}/${actionName}`));
    expect(detailsOf(latest).options).toHaveLength(names.size);
    expect(names.size).toBeLessThan(all.length);
  });

  test('of which there are many have pages, each of its cursors in its buttons', async () => {
    addRetried();
    await modals.chosen(await type(world.slack, 'retried --page-size 1'), /./);
    const first = await modals.pressed('All attempts');
    const before = calls().length;
    const second = await modals.pressed('Next page');
    expect(second).toMatchObject({ id: first.id, depth: 1 });
    expect(calls()).toHaveLength(before + 1);
    const seen = [first, second].flatMap((view) => detailsOf(view).options.map(({ value }) => value));
    const [execution] = world.aws.account.find('retried')?.executions ?? [];
    expect(new Set(seen).size).toBe(execution?.actions.length);
    expect(labelsOf(second)).not.toContain('Next page');
    expect(textOf(second)).toContain('last page');
    expect(detailsOf(await modals.pressed('Previous')).options).toEqual(detailsOf(first).options);
    await modals.pressed('Next page');
    expect(detailsOf(await modals.pressed('First page')).options).toEqual(detailsOf(first).options);
    world.aws.faults.expireTokens();
    const refused = await modals.pressed('Next page');
    expect(textOf(refused)).toContain('this one is gone');
  });

  test('are not stacked beyond what Slack stacks, and there is a way back', async () => {
    const page = await type(world.slack, 'checkout-service');
    await modals.chosen(page, /./);
    await modals.chosen(await modals.pressed('All attempts'), /Source/);
    const third = await modals.pressed('All attempts');
    expect(third).toMatchObject({ title: 'All attempts', depth: 2 });
    const back = await modals.pressed('Show details');
    expect(back).toMatchObject({ title: 'Action', depth: 2 });
    expect(textOf(back)).toContain('Source succeeded in checkout-service');
  });
});

describe('what goes wrong', () => {
  test.each([
    ['throttled', { throttle: true }, 'too many requests'],
    ['access-denied', { denyAccess: true }, 'lacks the permission codepipeline:ListActionExecutions'],
  ] as const)('at AWS ends in words, a reference and a button: %s', async (outcome, faults, words) => {
    const page = await type(world.slack, 'checkout-service');
    Object.assign(world.aws.faults, faults);
    await modals.chosen(page, /./);
    expect(shown()).toContain(words);
    const line = world.log.at(-1);
    expect(line).toMatchObject({ what: DETAILS, outcome });
    expect(shown()).toContain(`Reference ${line?.ref}`);
    world.aws.faults.reset();
    const details = await modals.pressed('Try again');
    expect(textOf(details)).toContain('All fields');
  });

  test('with an execution that AWS has forgotten is said', async () => {
    const page = await type(world.slack, 'checkout-service');
    const row = rowOf('checkout-service', detailsOf(page).options[0]?.value);
    world.aws.account.find('checkout-service')?.executionsById.delete(row.pipelineExecutionId);
    await modals.chosen(page, /./);
    expect(shown()).toMatch(/has no run|no longer lists this action execution/);
  });

  test('with the window: one that does not open is said beside the page', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.slack.faults.add({ on: 'views.open', error: 'expired_trigger_id' });
    const delivery = await modals.choose(page, /./);
    const answer = await delivery.nextAnswer();
    expect(renderedText(answer.blocks)).toContain('Slack did not show the window');
    expect(answer.ts).not.toBe(page.ts);
    expect(world.slack.viewSeenBy()).toBeNull();
  });

  test.each([
    [{ status: 503 }, /^no modal: HTTP 503$/],
    [{ status: 200 }, /^no modal: no Slack answer$/],
    [{ hang: 'before' }, /^no modal: \w+$/],
    [{ drop: 'before' }, /^no modal: \w+$/],
  ] as const)('with the window: Slack is asked for it once, for a trigger is used up: %j', async (fault, outcome) => {
    const page = await type(world.slack, 'checkout-service');
    world.slack.faults.add({ on: 'views.open', ...fault });
    const delivery = await modals.choose(page, /./);
    expect(renderedText((await delivery.nextAnswer()).blocks)).toContain('Slack did not show the window');
    const line = await world.logged(({ what }) => what === DETAILS);
    expect(line.outcome).toMatch(outcome);
    expect(world.slack.requests.filter(({ method }) => method === 'views.open')).toHaveLength(1);
    expect(JSON.stringify(world.log)).not.toContain('Slack is down');
  });

  test.each(['conversations.open', 'views.update'])(
    'with a page of HTML in place of Slack’s answer to %s: it is not shown',
    async (method) => {
      const page = await type(world.slack, 'checkout-service');
      await modals.chosen(page, /./);
      await modals.pressed('All fields');
      world.slack.faults.add({ on: method, status: 200, times: 1 });
      await modals.pressed('Send as file');
      expect(shown()).toMatch(/Slack did not accept the file \(no Slack answer\)|Slack did not accept this window/);
      expect(JSON.stringify([modals.top(), world.log])).not.toContain('Slack is down');
    },
  );

  test('with a view on top that does not open: the view clicked in is used, with a way back', async () => {
    await modals.chosen(await type(world.slack, 'checkout-service'), /./);
    world.slack.faults.add({ on: 'views.push', error: 'expired_trigger_id' });
    expect(await modals.pressed('All attempts')).toMatchObject({ title: 'All attempts', depth: 0 });
    expect(await modals.pressed('Show details')).toMatchObject({ title: 'Action', depth: 0 });
  });

  test('with what Slack would take: the loading still ends, in words', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.slack.faults.add({ on: 'views.update', error: 'invalid_arguments', times: 1 });
    await modals.chosen(page, /./);
    expect(shown()).toContain('Slack did not accept this window');
    expect(world.log.at(-1)).toMatchObject({ outcome: 'refused by Slack' });
    expect(textOf(await modals.pressed('Show details'))).toContain('All fields');
  });

  test('with Slack’s rate limit is waited out', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.slack.faults.add({ on: 'views.update', retryAfter: 1, times: 1 });
    expect(textOf(await modals.chosen(page, /./))).toContain('All fields');
  });

  test('a person who closes the window while AWS is asked gets no other', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.aws.faults.latencyMs = 500;
    const opening = world.slack.nextView();
    await modals.choose(page, /./);
    await opening;
    await world.slack.closeView();
    const line = await world.logged(({ what }) => what === DETAILS);
    expect(line).toMatchObject({ outcome: 'left', code: 'not_found' });
    expect(world.slack.viewSeenBy()).toBeNull();
    expect(world.slack.violations.splice(0)).toMatchObject([{ where: 'views.update', error: 'not_found' }]);
  });

  test('an option of another version is said to be old', async () => {
    const { blockId } = detailsOf(await type(world.slack, 'checkout-service'));
    // What the person's screen still shows, on a message that has changed since.
    const page = await type(world.slack, 'help');
    const option = { text: { type: 'plain_text', text: 'Old' }, value: '0old' };
    const select = { type: 'static_select', action_id: DETAILS, options: [option] };
    const blocks = [{ type: 'actions', block_id: blockId, elements: [select] }];
    const message = { channel: page.channel, ts: page.ts, blocks };
    const delivery = await world.slack.click({ message, blockId, actionId: DETAILS, selectedValue: '0old' });
    const answer = await delivery.nextAnswer();
    expect(renderedText(answer.blocks)).toContain('This page is too old, start again.');
    const again = await clicked(world.slack, answer, 'Start again');
    expect(rowsOf(again)).toHaveLength(10);
  });
});
