import { describe, expect, test } from '@jest/globals';
import type { KnownBlock, StaticSelect } from '@slack/types';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../playground/index.js';
import { decodeAddress } from '../../src/cursor/action-address.js';
import { decodeRunChoice } from '../../src/cursor/run-choice.js';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import { type Listing, type Page, type Position, START } from '../../src/domain/listing.js';
import { listPage } from '../../src/use-cases/list-page.js';
import { type PageOptions, pageView } from '../../src/views/page.js';
import { FAILURE_SUMMARY } from '../../src/views/run-choices.js';
import { listing, page, position } from '../arbitraries.js';
import { forAllAwaited } from '../for-all.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const plain: Listing = { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false };
const COMMIT = '78eafd6012d3a1b4c5d6e7f8091a2b3c4d5e6f70';

async function render(given: Page, what = plain, where: Position = START, options: Partial<PageOptions> = {}) {
  return pageView(await listPage(async () => given, what, where), { now: NOW, ...options });
}

const pageOf = (...actionExecutions: ActionExecution[]): Page => ({ actionExecutions, region: 'eu-west-1' });
const textOf = async (...actionExecutions: ActionExecution[]) =>
  renderedText((await render(pageOf(...actionExecutions))).blocks);

const idOf = (run: string) => `${run.padEnd(8, '0')}-5f60-4a7b-8c9d-0e1f2a3b4c5d`;

interface Row extends ActionExecution {
  /** Minutes before now when it started, and how long it took. */
  ago?: number;
  took?: number;
  url?: string;
  message?: string;
  summary?: string;
  category?: string;
}

let rows = 0;
/** `row('a1', 'Test/Unit', 'Failed', …)`: an action of run a1. */
function row(run: string, place: string, status = 'Succeeded', given: Row = {}): ActionExecution {
  const { ago = 60, took = 2, url, message, summary, category = 'Build', ...more } = given;
  const [stageName, actionName] = place.split('/');
  const startTime = new Date(NOW.getTime() - ago * 60_000);
  rows += 1;
  return {
    pipelineExecutionId: idOf(run),
    actionExecutionId: `2c3d4e5f-6071-4b8c-9d0e-${String(rows).padStart(12, '0')}`,
    stageName,
    actionName,
    status,
    startTime,
    lastUpdateTime: new Date(startTime.getTime() + took * 60_000),
    input: { actionTypeId: { category } },
    output: {
      executionResult: {
        externalExecutionUrl: url,
        externalExecutionSummary: summary,
        ...(message && { errorDetails: { code: 'JobFailed', message } }),
      },
    },
    ...more,
  };
}

const source = (run: string, message = 'Remove the old feature flag', given: Row = {}): ActionExecution => {
  const plainRow = row(run, 'Source/Source', 'Succeeded', { category: 'Source', ago: 70, ...given });
  return { ...plainRow, output: { outputVariables: { CommitId: COMMIT, CommitMessage: message } } };
};

const selectOf = (blocks: KnownBlock[]): StaticSelect | undefined =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .find((element): element is StaticSelect => element.type === 'static_select');
const groupsOf = (blocks: KnownBlock[]) =>
  (selectOf(blocks)?.option_groups ?? []).map(({ label, options }) => ({
    label: label?.text ?? '',
    options: options.map(({ text, value }) => ({ text: text.text, value: value ?? '' })),
  }));
const lines = async (...given: ActionExecution[]) => (await textOf(...given)).split('\n');

describe('any page that AWS can answer', () => {
  test.each(['ephemeral', 'response_url'] as const)('renders within Slack’s limits: %s', async (surface) => {
    await forAllAwaited(
      fc.asyncProperty(page, listing, position, fc.boolean(), async (given, what, where, isShared) => {
        const message = await render(given, what, where, isShared ? { sharedBy: 'U061F7AUR' } : {});
        expect(checkBlocks(message.blocks, surface, '/blocks')).toEqual([]);
        const inOptions = groupsOf(message.blocks).flatMap(({ label, options }) => [
          label,
          ...options.map((one) => one.text),
        ]);
        expect(renderedText(message.blocks).length + inOptions.join('').length).toBeLessThan(12_000);
        const said = message.text.replace(/&(amp|lt|gt);/g, ' ');
        expect(said.length).toBeGreaterThan(0);
        expect(said.length).toBeLessThanOrEqual(140);
        expect(message.text).not.toMatch(/[<>]/);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test('offers every row that AWS gave and has an address, and no other', async () => {
    await forAllAwaited(
      fc.asyncProperty(page, async (given) => {
        const message = await render(given, { ...plain, pageSize: 100 });
        const offered = groupsOf(message.blocks).flatMap(({ options }) =>
          options.flatMap(({ value }) => decodeAddress(value)?.actionExecutionId ?? []),
        );
        const known = given.actionExecutions.filter(({ pipelineExecutionId: run, actionExecutionId: id }) => run && id);
        expect(offered.sort()).toEqual(known.map(({ actionExecutionId }) => actionExecutionId).sort());
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('100 failed runs with the longest names fit: each still shows its commit, and the newest its whole reason', async () => {
    const reason = 'word '.repeat(60);
    const given = Array.from({ length: 50 }, (_, index) => {
      const run = `1b2c${String(index).padStart(4, '0')}`;
      return [
        row(run, `S${'t'.repeat(99)}/A${'c'.repeat(99)}`, 'Failed', {
          message: `${index} ${reason}`,
          url: 'https://x.example/',
        }),
        source(run),
      ];
    }).flat();
    const message = await render(pageOf(...given), { ...plain, pageSize: 100 });
    expect(checkBlocks(message.blocks, 'ephemeral', '/blocks')).toEqual([]);
    const text = renderedText(message.blocks);
    expect(text.length).toBeLessThan(12_000);
    expect(text.match(/78eafd60/g)).toHaveLength(50);
    expect(text).toContain(reason.slice(0, 140));
    expect(text).toContain('Cut to fit one message:');
  });

  test('100 rows of runs of seven actions are whole: commits, reasons and durations', async () => {
    const given = Array.from({ length: 14 }, (_, index) => {
      const run = `1b2c${String(index).padStart(4, '0')}`;
      const names = [
        'Deploy-prod/Deploy',
        'Deploy-staging/Deploy',
        'Test/Integration',
        'Test/Unit',
        'Test/Lint',
        'Build/Build',
      ];
      const failed = index % 5 === 0 ? { message: `Reason number ${index}` } : undefined;
      return [
        ...names.map((name, at) => row(run, name, failed && at === 0 ? 'Failed' : 'Succeeded', failed ?? {})),
        source(run, 'fix: totals are rounded per line and not per invoice any more'),
      ];
    }).flat();
    const text = renderedText((await render(pageOf(...given), { ...plain, pageSize: 100 })).blocks);
    expect(text).not.toContain('Cut to fit');
    expect(text.length).toBeLessThan(7000);
  });
});

describe('a run', () => {
  test('that passed is two quiet lines: when and what, then its actions with how long they took', async () => {
    expect(
      await lines(row('a1', 'Deploy-prod/Deploy'), row('a1', 'Build/Build', 'Succeeded', { ago: 65 }), source('a1')),
    ).toEqual([
      'my-pipeline · all actions passed2026-11-23 10:50 UTC · 78eafd60 Remove the old feature flag',
      '✓ Source 2m · Build 2m · Deploy-prod 2mActions 1–3, newest first · eu-west-1More…Open an action…',
    ]);
  });

  test('that failed says first what, then why', async () => {
    const failed = row('a1', 'Approval/Approve', 'Failed', {
      category: 'Approval',
      summary: 'Not before the holiday freeze ends.',
      updatedBy: 'arn:aws:sts::123456789012:assumed-role/Release/priya.raman',
    });
    const message = await render(pageOf(failed, source('a1')));
    const text = renderedText(message.blocks);
    expect(text).toContain('my-pipeline · 1 failed');
    expect(text).toContain(
      '❌ Approve failed · 2026-11-23 11:02 UTC · 78eafd60 Remove the old feature flag' +
        'Rejected by priya.raman: Not before the holiday freeze ends.✓ Source',
    );
    const json = JSON.stringify(message.blocks);
    expect(json).toContain('{"type":"text","text":"Approve","style":{"bold":true}}');
    expect(json).toContain('{"type":"rich_text_quote","elements":[{"type":"text","text":"Rejected by');
    expect(message.text).toBe(
      'my-pipeline: Approve failed in 78eafd60, rejected by priya.raman: Not before the holiday freeze ends.',
    );
  });

  test.each([
    ['Error while executing command: npm run build. Reason: exit status 1', 'npm run build exited with 1'],
    [
      'User: arn:aws:sts::123456789012:assumed-role/Deploy/1 is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:eu-west-1:123456789012:service/production/web',
      'Its role may not ecs:UpdateService',
    ],
    ['password=hunter2secret is wrong', 'password=[masked] is wrong'],
    ['<!channel> *all* of it', '<!channel> *all* of it'],
  ])('gives the reason distilled, with secrets masked: %s', async (message, words) => {
    expect(await textOf(row('a1', 'Build/Build', 'Failed', { message }))).toContain(words);
  });

  test('cuts a long reason at a word', async () => {
    const text = await textOf(row('a1', 'Build/Build', 'Failed', { message: 'seven-letter-words '.repeat(40) }));
    expect(text).toMatch(/(seven-letter-words ){6,8}seven-letter-words…/);
  });

  test('that was retried says so, and is no failure', async () => {
    const text = await textOf(
      row('a1', 'Test/Unit', 'Succeeded', { ago: 10 }),
      row('a1', 'Test/Unit', 'Failed', { ago: 30, message: 'x' }),
      row('a1', 'Test/Unit', 'Failed', { ago: 50, message: 'x' }),
      source('a1'),
    );
    expect(text).toContain('my-pipeline · 1 passed on retry');
    expect(text).toContain('Unit failed twice, then passed · 2026-11-23 10:50 UTC · 78eafd60');
    expect(text).not.toContain('❌');
  });

  test('that failed again and again says how often', async () => {
    const failed = (ago: number) => row('a1', 'Test/Unit', 'Failed', { ago, message: 'x' });
    expect(await textOf(failed(10), failed(30), failed(50))).toContain('❌ Unit failed 3 times');
  });

  test('with two failed actions names both, with a reason each', async () => {
    const text = await textOf(
      row('a1', 'Test/Unit', 'Failed', { message: 'one' }),
      row('a1', 'Test/Lint', 'Failed', { message: 'two' }),
      row('a1', 'Test/EndToEnd', 'InProgress'),
    );
    expect(text).toContain('❌ Lint and Unit failed');
    expect(text).toContain('Lint: two');
    expect(text).toContain('Unit: one');
    expect(text).toContain('⏳ EndToEnd has been running for 1h');
  });

  test.each([
    ['InProgress', 'Build', '⏳ Compile has been running for 3m', '1 running'],
    ['InProgress', 'Approval', '⏳ Compile has been waiting for 3m', '1 running'],
    ['Abandoned', 'Build', '🚫 Compile was abandoned', '1 abandoned'],
    ['Paused', 'Build', '❔ Compile: Paused', 'my-pipeline'],
  ])('%s of a %s', async (status, category, words, counted) => {
    const text = await textOf(row('a1', 'Build/Compile', status, { ago: 3, took: 0, category }));
    expect(text).toContain(words);
    expect(text).toContain(counted);
    expect(text).not.toContain('passed');
  });

  test('says in two words that its reason is the one above', async () => {
    const failed = (run: string, message: string) => row(run, 'Validate/Cfn-lint', 'Failed', { message });
    const text = await textOf(
      failed('a1', 'Same old'),
      failed('b2', 'Same old'),
      failed('c3', 'Another'),
      failed('d4', 'Same old'),
    );
    expect(text.match(/Same old/g)).toHaveLength(2);
    expect(text.match(/same reason/g)).toHaveLength(1);
    expect(text).toContain('my-pipeline · 4 failed, all in Cfn-lint');
  });

  test('names a stage only where the action’s name tells nothing or is not alone', async () => {
    const text = await textOf(
      row('a1', 'Prod/Unit'),
      row('a1', 'Staging/Unit'),
      row('a1', 'Build/Build'),
      row('a1', 'Deploy-prod/Deploy'),
    );
    expect(text).toMatch(/✓ Deploy-prod 2m · Build 2m · Staging › Unit 2m · Prod › Unit 2m/);
  });

  test('names every source', async () => {
    const image = row('a1', 'Source/Image', 'Succeeded', { category: 'Source' });
    const ecr: ActionExecution = {
      ...image,
      input: {
        actionTypeId: { category: 'Source', provider: 'ECR' },
        configuration: { RepositoryName: 'checkout', ImageTag: '1.4.2' },
      },
      output: { executionResult: { externalExecutionId: `sha256:3f1f9a2bcdef${'0'.repeat(52)}` } },
    };
    const text = await textOf(row('a1', 'Build/Build'), ecr, source('a1'));
    expect(text).toContain('Image sha256:3f1f9a2bcdef checkout:1.4.2 · Source 78eafd60 Remove the old feature flag');
  });

  test('masks a secret in the commit message, and links no address that carries one', async () => {
    const secret = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz';
    const message = await render(
      pageOf(
        row('a1', 'B/B', 'Succeeded', { url: `https://example.com/?token=${secret}` }),
        source('a1', `use ${secret}`),
      ),
    );
    expect(JSON.stringify(message)).not.toContain('ghp_');
  });

  test.each([
    ['https://example.com/run', true],
    ['http://example.com/run', false],
    ['javascript:alert(1)', false],
    ['https://user:pw@example.com/', false],
    ['not a url', false],
  ])('links %s: %s', async (url, isLinked) => {
    for (const status of ['Failed', 'Succeeded']) {
      const message = await render(pageOf(row('a1', 'Build/Compile', status, { url })));
      expect(JSON.stringify(message.blocks).includes('"type":"link","url":"https://example.com/run"')).toBe(isLinked);
    }
  });

  test('can’t turn the text around it', async () => {
    expect(await textOf({ status: 'Failed', actionName: '\u202eevil\u0000\nname' })).toContain('evil name failed');
  });

  test.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('links to the console of its partition: %s', async (region, host) => {
    const message = await render({ ...pageOf(row('a1', 'B/B')), region });
    expect(JSON.stringify(message.blocks)).toContain(
      `${host}codesuite/codepipeline/pipelines/my-pipeline/executions/${idOf('a1')}/`,
    );
  });
});

describe('a run that the page cuts', () => {
  const second: Position = { ...START, token: 't', pageNumber: 2, seen: 10, runsBefore: [[idOf('a1').slice(0, 8)]] };

  test('at its end: no start, and where its first actions are', async () => {
    const message = await render({ ...pageOf(row('a1', 'Deploy-prod/Deploy')), nextToken: 'more' });
    const text = renderedText(message.blocks);
    expect(text).toContain('Run a1000000 · its first actions are on page 2');
    expect(text).not.toMatch(/UTC|Succeeded|✅/);
  });

  test('at its end, on pages of two rows: on a later page, for the next one may not reach them', async () => {
    const given = { ...pageOf(row('a1', 'Deploy-prod/Deploy')), nextToken: 'more' };
    const text = renderedText((await render(given, { ...plain, pageSize: 2 })).blocks);
    expect(text).toContain('its first actions are on a later page');
  });

  test('amid the page: nothing is said of where it begins, for a rollback has no first action', async () => {
    const given = { ...pageOf(row('a1', 'Deploy/Deploy'), row('b2', 'Build/Build')), nextToken: 'more' };
    const [first] = renderedText((await render(given)).blocks).split('✓ Deploy');
    expect(first).toContain('Run a1000000');
    expect(first).not.toContain('first actions');
  });

  test('at its head: where the rest is', async () => {
    const text = renderedText((await render(pageOf(source('a1')), plain, second)).blocks);
    expect(text).toContain('✓ Source 2m · the rest is on page 1');
  });

  test('while others run beside it: what failed on page 1 is no success on page 2', async () => {
    const approve = row('a1', 'Approve/Approve', 'Failed', { category: 'Approval' });
    const given = [approve, row('b2', 'Build/Build'), row('a1', 'Build/Build')];
    const two = { ...plain, pageSize: 2 };
    const first = await listPage(async () => ({ ...pageOf(...given.slice(0, 2)), nextToken: 'x' }), two, START);
    if (!first.next) throw new Error('There is no next page');
    const text = renderedText((await render(pageOf(given[2] as ActionExecution), two, first.next)).blocks);
    expect(text).toContain('✓ Build 2m · the rest is on page 1');
    expect(text).not.toMatch(/Succeeded|✅|failed|actions passed/);
  });

  test('is known three pages on, as far back as the button carries', async () => {
    const fourth = { ...second, pageNumber: 4, runsBefore: [['bbbbbbbb'], [], [idOf('a1').slice(0, 8)]] };
    expect(renderedText((await render(pageOf(source('a1')), plain, fourth)).blocks)).toContain('the rest is on page 1');
    const unknown = { ...second, runsBefore: [] };
    expect(renderedText((await render(pageOf(source('a1')), plain, unknown)).blocks)).not.toContain('the rest');
  });
});

describe('the select', () => {
  const failed = row('b2', 'Test/Unit', 'Failed', { ago: 100, message: 'x' });
  const given = [
    row('a1', 'Build/Build'),
    source('a1'),
    failed,
    source('b2', 'chore: regenerate the API client', { ago: 105 }),
  ];

  test('has a group for each run, failed ones first, and in front of their actions the failure’s summary', async () => {
    const groups = groupsOf((await render(pageOf(...given))).blocks);
    expect(groups.map(({ label }) => label)).toEqual([
      '❌ 78eafd60 chore: regenerate the API client · Nov 23',
      '78eafd60 Remove the old feature flag · Nov 23',
    ]);
    expect(groups[0]?.options.map(({ text }) => text)).toEqual([
      'Failure summary…',
      '❌ Unit · 10:20 UTC · 2m',
      '✅ Source · 10:15 UTC · 2m',
    ]);
    expect(decodeRunChoice(groups[0]?.options[0]?.value ?? '')).toEqual({
      choice: FAILURE_SUMMARY,
      pipelineExecutionId: idOf('b2'),
    });
    expect(decodeAddress(groups[0]?.options[1]?.value ?? '')?.actionExecutionId).toBe(failed.actionExecutionId);
  });

  test('offers the summary of every failed run, on --failed pages too, and of none that passed on retry', async () => {
    const retried = [row('c3', 'Test/Unit', 'Succeeded', { ago: 1 }), row('c3', 'Test/Unit', 'Failed', { ago: 9 })];
    for (const failedOnly of [true, false]) {
      const groups = groupsOf((await render(pageOf(...retried, ...given), { ...plain, failedOnly })).blocks);
      const summaries = groups.flatMap(({ options }) => options.flatMap(({ value }) => decodeRunChoice(value) ?? []));
      expect(summaries.map(({ pipelineExecutionId }) => pipelineExecutionId)).toEqual([idOf('b2')]);
    }
  });

  test('tells attempts of one action apart by their time', async () => {
    const attempts = [10, 30, 50, 1500].map((ago) => row('a1', 'Test/Unit', 'Failed', { ago }));
    const [group] = groupsOf((await render(pageOf(...attempts))).blocks);
    expect(new Set(group?.options.map(({ text }) => text)).size).toBe(5);
  });

  test('leaves rows out whose ids are no UUIDs', async () => {
    const message = await render(pageOf(row('a1', 'B/B', 'Succeeded', { actionExecutionId: 'approval-7' }), {}));
    expect(selectOf(message.blocks)).toBeUndefined();
  });
});

test('--failed shows what failed, judged by all rows of the page', async () => {
  const given = pageOf(
    row('a1', 'Test/Unit', 'Succeeded', { ago: 1 }),
    row('a1', 'Test/Unit', 'Failed', { ago: 9, message: 'Flaky' }),
    source('a1'),
    row('b2', 'Build/Build'),
    row('c3', 'Build/Build', 'Failed', { message: 'Broken' }),
    source('c3', 'A change'),
  );
  const text = renderedText((await render(given, { ...plain, failedOnly: true })).blocks);
  expect(text).toContain('my-pipeline · 1 failed, 1 passed on retry');
  expect(text).toContain('Unit failed, then passed · 2026-11-23 10:50 UTC · 78eafd60 Remove the old feature flagFlaky');
  expect(text).toContain('78eafd60 A changeBroken');
  expect(text).toContain('2 failed of actions 1–6, newest first');
  expect(text).not.toMatch(/✓|b2000000/);
});

describe('a page that is unusual', () => {
  const said = async (...given: Parameters<typeof render>) => renderedText((await render(...given)).blocks);

  test('a token that no button can hold is said, and Next is not offered', async () => {
    const message = await render({ ...pageOf({ status: 'Failed' }), nextToken: '界'.repeat(2048) });
    expect(renderedText(message.blocks)).toContain('does not fit in a Slack button');
    expect(JSON.stringify(message.blocks)).not.toContain('next-page');
  });

  test('nothing at all is an empty history, with and without a filter', async () => {
    expect(await said(pageOf())).toMatch(/^my-pipeline has no actions yet/);
    const filter = { pipelineExecutionId: idOf('a1') };
    expect(await said(pageOf(), { ...plain, filter })).toMatch(/^my-pipeline has no actions that match this filter/);
  });

  test('nothing behind a starting token is no empty history', async () => {
    const message = await render(pageOf(), plain, { ...START, token: 'last' });
    expect(renderedText(message.blocks)).toContain('This page is empty.');
    expect(message.text).not.toContain('no actions yet');
  });

  test('a token that comes back unchanged is no way on', async () => {
    const where = { ...START, token: 'same', pageNumber: 2 };
    const message = await render({ ...pageOf({ status: 'Failed' }), nextToken: 'same' }, plain, where);
    expect(renderedText(message.blocks)).toContain('AWS leads back to this page');
    expect(JSON.stringify(message.blocks)).not.toContain('next-page');
  });
});
