import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../playground/index.js';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import type { Listing, Page, Position } from '../../src/domain/listing.js';
import { listPage } from '../../src/use-cases/list-page.js';
import { type PageOptions, pageView } from '../../src/views/page.js';
import { listing, page, position } from '../arbitraries.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const plain: Listing = { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false };
const start: Position = { skip: 0, pageNumber: 1, seen: 0, counted: 0, previous: [] };

async function render(given: Page, what = plain, where = start, options: Partial<PageOptions> = {}) {
  return pageView(await listPage(async () => given, what, where), { now: NOW, ...options });
}

const pageOf = (...actionExecutions: ActionExecution[]): Page => ({ actionExecutions, region: 'eu-west-1' });
const textOf = async (...actionExecutions: ActionExecution[]) =>
  renderedText((await render(pageOf(...actionExecutions))).blocks);

describe('any page that AWS can answer', () => {
  test.each(['ephemeral', 'response_url'] as const)('renders within Slack’s limits: %s', async (surface) => {
    await fc.assert(
      fc.asyncProperty(page, listing, position, fc.boolean(), async (given, what, where, isShared) => {
        const message = await render(given, what, where, isShared ? { sharedBy: 'U061F7AUR' } : {});
        expect(checkBlocks(message.blocks, surface, '/blocks')).toEqual([]);
        expect(renderedText(message.blocks).length).toBeLessThan(12_000);
        expect(message.text.length).toBeGreaterThan(0);
        expect(message.text.length).toBeLessThan(1000);
        expect(message.text).not.toMatch(/[<>]/);
      }),
      { numRuns: 100, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true, endOnFailure: true },
    );
  });

  test('100 rows of 100 executions with the longest names fit, and what was cut is said', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({
      pipelineExecutionId: `1b2c3d4e-5f60-4a7b-8c9d-${String(index).padStart(12, '0')}`,
      actionExecutionId: `1b2c3d4e-5f60-4a7b-8c9d-${String(index).padStart(12, '1')}`,
      stageName: `S${'t'.repeat(99)}`,
      actionName: `A${'c'.repeat(99)}`,
      status: 'InProgress',
      startTime: new Date('2026-11-20T12:00:00Z'),
      input: { actionTypeId: { provider: 'P'.repeat(35) } },
      output: { executionResult: { externalExecutionUrl: `https://example.com/${'u'.repeat(2000)}` } },
    }));
    const message = await render(pageOf(...rows), { ...plain, pageSize: 100 });
    expect(checkBlocks(message.blocks, 'ephemeral', '/blocks')).toEqual([]);
    expect(renderedText(message.blocks).length).toBeLessThan(12_000);
    expect(JSON.stringify(message.blocks).match(/rich_text_section/g)?.length).toBeGreaterThan(200);
    expect(renderedText(message.blocks)).toContain('To fit one message,');
  });

  test('shows no row that AWS did not give, and leaves none out', async () => {
    await fc.assert(
      fc.asyncProperty(page, async (given) => {
        const message = await render(given, { ...plain, pageSize: 100 });
        const rows = message.blocks
          .flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
          .flatMap((element) => (element.type === 'rich_text_list' ? element.elements : []));
        expect(rows).toHaveLength(given.actionExecutions.length);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

describe('a row', () => {
  const at = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

  test('of a finished action says how long it took', async () => {
    const row = {
      status: 'Succeeded',
      stageName: 'Build',
      actionName: 'Compile',
      startTime: at(10),
      lastUpdateTime: at(7.75),
    };
    expect(await textOf(row)).toContain('✅ Succeeded Build › Compile');
    expect(await textOf(row)).toContain('2m 15s');
  });

  test('of a running one says how long so far, whatever its last update', async () => {
    const row = {
      status: 'InProgress',
      stageName: 'Build',
      actionName: 'Compile',
      startTime: at(3),
      lastUpdateTime: at(3),
    };
    expect(await textOf(row)).toContain('⏳ In progress Build › Compile');
    expect(await textOf(row)).toContain('3m so far');
  });

  test('of a status that is new to us shows AWS’s own word', async () => {
    expect(await textOf({ status: 'Paused', stageName: 'Build', actionName: 'Compile' })).toContain('❔ Paused');
  });

  test.each([
    ['https://example.com/run', true],
    ['http://example.com/run', false],
    ['javascript:alert(1)', false],
    ['https://user:pw@example.com/', false],
    ['not a url', false],
  ])('links %s: %s', async (externalExecutionUrl, isLinked) => {
    const row = { status: 'Failed', output: { executionResult: { externalExecutionUrl } } };
    expect(
      JSON.stringify((await render(pageOf(row))).blocks).includes('"type":"link","url":"https://example.com/run"'),
    ).toBe(isLinked);
  });

  test('can’t turn the text around it', async () => {
    expect(await textOf({ status: 'Failed', stageName: '\u202eevil\u0000\nname' })).toContain('evil name');
  });
});

describe('an execution’s heading', () => {
  const execution = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
  const attempt = (status: string, hour: number): ActionExecution => ({
    pipelineExecutionId: execution,
    stageName: 'Build',
    actionName: 'Compile',
    status,
    startTime: new Date(Date.UTC(2026, 10, 22, hour)),
  });

  test('says the worst of the newest attempts', async () => {
    expect(await textOf(attempt('Succeeded', 12), attempt('Failed', 11))).toContain('1b2c3d4e Succeeded');
    expect(await textOf(attempt('Failed', 12), attempt('Succeeded', 11))).toContain('1b2c3d4e Failed');
  });

  test('claims no status where the newest actions are on the page before', async () => {
    const message = await render(pageOf(attempt('Succeeded', 11)), plain, {
      ...start,
      token: 't',
      after: execution.slice(0, 8),
    });
    expect(renderedText(message.blocks)).toContain('↳ 1b2c3d4e continued');
    expect(renderedText(message.blocks)).not.toContain('1b2c3d4e Succeeded');
  });

  test('is told by all its actions, though --failed shows only some', async () => {
    const message = await render(pageOf(attempt('Succeeded', 12), attempt('Failed', 11)), {
      ...plain,
      failedOnly: true,
    });
    expect(renderedText(message.blocks)).toContain('1b2c3d4e Succeeded');
    expect(renderedText(message.blocks)).toContain('❌ Failed Build › Compile');
  });

  test('is no success yet where older actions are on the next page', async () => {
    const message = await render({ ...pageOf(attempt('Succeeded', 12)), nextToken: 'more' });
    expect(renderedText(message.blocks)).toContain('1b2c3d4e Succeeded so far');
  });

  test('masks a secret in the commit message, and links no address that carries one', async () => {
    const row: ActionExecution = {
      pipelineExecutionId: execution,
      status: 'Succeeded',
      input: { actionTypeId: { category: 'Source' } },
      output: {
        outputVariables: { CommitMessage: 'use ghp_0123456789abcdefghijklmnopqrstuvwxyz' },
        executionResult: {
          externalExecutionUrl: 'https://example.com/?token=ghp_0123456789abcdefghijklmnopqrstuvwxyz',
        },
      },
    };
    expect(JSON.stringify((await render(pageOf(row))).blocks)).not.toContain('ghp_');
  });

  test('names the commit where its source is on the page', async () => {
    const source: ActionExecution = {
      pipelineExecutionId: execution,
      status: 'Succeeded',
      input: { actionTypeId: { category: 'Source' } },
      output: { outputVariables: { CommitId: '0123456789abcdef', CommitMessage: 'fix: <!channel> totals\n\nbody' } },
    };
    const text = await textOf(attempt('Succeeded', 12), source);
    expect(text).toContain('01234567 fix: <!channel> totals');
    expect(text).not.toContain('body');
  });

  test.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com/'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('links to the console of its partition: %s', async (region, host) => {
    const message = await render({ ...pageOf(attempt('Failed', 12)), region });
    expect(JSON.stringify(message.blocks)).toContain(
      `${host}codesuite/codepipeline/pipelines/my-pipeline/executions/${execution}/`,
    );
  });
});

test('a token that no button can hold is said, and Next is not offered', async () => {
  const message = await render({ ...pageOf({ status: 'Failed' }), nextToken: '界'.repeat(2048) });
  expect(renderedText(message.blocks)).toContain('does not fit in a Slack button');
  expect(JSON.stringify(message.blocks)).not.toContain('next-page');
});

test('nothing behind a starting token is no empty history', async () => {
  const message = await render(pageOf(), plain, { ...start, token: 'last' });
  expect(renderedText(message.blocks)).toContain('This is the last page.');
  expect(message.text).not.toContain('no action executions yet');
});

test('a token that comes back unchanged is no way on', async () => {
  const message = await render({ ...pageOf({ status: 'Failed' }), nextToken: 'same' }, plain, {
    ...start,
    token: 'same',
    pageNumber: 2,
  });
  expect(renderedText(message.blocks)).toContain('the same token twice');
  expect(JSON.stringify(message.blocks)).not.toContain('next-page');
});
