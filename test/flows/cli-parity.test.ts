import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Json, Message } from '../../playground/index.js';
import { clicked, labelsOf, rowsOf, seen, type } from './gestures.js';
import { endWorld, startWorld, type World } from './start-world.js';

const run = promisify(execFile);
const exists = (command: string, ...args: string[]) =>
  run(command, args).then(
    () => true,
    () => false,
  );

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => endWorld(world));

const environment = () => ({
  ...process.env,
  AWS_ACCESS_KEY_ID: 'AKIDLOCAL',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_PAGER: '',
});

interface Listed {
  actionExecutionDetails: { pipelineExecutionId: string; stageName: string; actionName: string }[];
  NextToken?: string;
}

const asRows = ({ actionExecutionDetails }: Listed) =>
  actionExecutionDetails.map((row) => `${row.pipelineExecutionId}/${row.stageName} › ${row.actionName}`);

/** Runs a whole `aws …` line in a shell, against the simulator. */
async function runAws(line: string): Promise<Listed> {
  const { stdout } = await run('sh', ['-c', `${line} --output json --endpoint-url ${world.aws.url}`], {
    env: environment(),
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

/** boto3's paginator with the same words. */
async function runBoto(config: object, parameters: object): Promise<Listed> {
  const script = `
import boto3, json, sys
config, parameters, url = json.loads(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
pages = boto3.client('codepipeline', endpoint_url=url).get_paginator('list_action_executions').paginate(PaginationConfig=config, **parameters)
print(json.dumps(pages.build_full_result(), default=str))`;
  const { stdout } = await run(
    'python3',
    ['-c', script, JSON.stringify(config), JSON.stringify(parameters), world.aws.url],
    {
      env: environment(),
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return JSON.parse(stdout);
}

/** Walks in Slack until neither Next page nor Continue is offered, or until `stop`. */
async function walk(text: string, stop: (page: Message) => boolean = () => false): Promise<string[]> {
  let page = await type(world.slack, text);
  const rows = rowsOf(page);
  for (;;) {
    const onward = labelsOf(page).find((label) => label === 'Next page' || label === 'Continue');
    if (!onward || stop(page)) return rows;
    page = await clicked(world.slack, page, onward);
    rows.push(...rowsOf(page));
  }
}

/** The commands of **Copy as AWS CLI**, in their order. */
async function copied(page: Message): Promise<string[]> {
  const message = await clicked(world.slack, page, 'Copy as AWS CLI');
  return message.blocks
    .flatMap((block) => (block.elements ?? []) as Json[])
    .filter(({ type: kind }) => kind === 'rich_text_preformatted')
    .map(({ elements }) => (elements as { text: string }[]).map(({ text }) => text).join(''));
}

describe('--max-items', () => {
  test.each([
    [25, 10],
    [7, 10],
    [20, 10],
    [3, 2],
  ])(
    '%i in pages of %i: cut where it must be, and Continue neither repeats nor loses an item',
    async (maxItems, pageSize) => {
      const all = await walk('svc-identity --page-size 100');
      let page = await type(world.slack, `svc-identity --max-items ${maxItems} --page-size ${pageSize}`);
      const rows = rowsOf(page);
      for (let limits = 0; limits < 2; ) {
        const isAtLimit = labelsOf(page).includes('Continue');
        if (isAtLimit) {
          limits += 1;
          expect(seen(page)).toContain(`The limit of ${maxItems} items is reached`);
          expect(rows.length).toBe(maxItems * limits);
        }
        page = await clicked(world.slack, page, isAtLimit ? 'Continue' : 'Next page');
        rows.push(...rowsOf(page));
      }
      expect(rows).toEqual(all.slice(0, rows.length));
    },
  );

  test('Previous goes back across a limit', async () => {
    const page1 = await type(world.slack, 'svc-identity --max-items 15 --page-size 10');
    const page2 = await clicked(world.slack, page1, 'Next page');
    const page3 = await clicked(world.slack, page2, 'Continue');
    const back = await clicked(world.slack, page3, 'Previous page');
    expect(rowsOf(back)).toEqual(rowsOf(page2));
    expect(labelsOf(back)).toContain('Continue');
    expect(rowsOf(await clicked(world.slack, back, 'Continue'))).toEqual(rowsOf(page3));
  });
});

test('--failed shows the failed ones of the largest page, and says of how many', async () => {
  const page = await type(world.slack, 'checkout-service --failed');
  expect(world.aws.calls.at(-1)?.input).toMatchObject({ maxResults: 100 });
  expect(seen(page)).toMatch(/\d+ of 100 on this page failed/);
  const shown = page.blocks
    .flatMap((block) => (block.elements ?? []) as Json[])
    .filter(({ type: kind }) => kind === 'rich_text_list');
  expect(shown.length).toBeGreaterThan(0);
  expect(JSON.stringify(shown)).not.toMatch(/Succeeded|In progress/);
});

test('filters, limits and regions survive paging', async () => {
  const [row = ''] = await walk('checkout-service --page-size 1', () => true);
  const [execution] = row.split('/');
  const text = `checkout-service --region eu-west-1 --latest ${execution} --page-size 1 --max-items 50`;
  const page = await clicked(world.slack, await type(world.slack, text), 'Next page');
  expect(world.aws.calls.at(-1)).toMatchObject({
    region: 'eu-west-1',
    input: {
      pipelineName: 'checkout-service',
      maxResults: 1,
      filter: { latestInPipelineExecution: { pipelineExecutionId: execution, startTimeRange: 'Latest' } },
    },
  });
  expect(seen(page)).toContain('latest attempts in execution');
  expect(seen(page)).toContain('at most 50 items');
  const elsewhere = await type(world.slack, 'checkout-service --region us-east-1');
  expect(elsewhere.text).toContain('in us-east-1');
});

// Without them the tokens recorded from them, in test/command-line, are what holds the round trip.
const cli = await exists('aws', '--version');
const boto = await exists('python3', '-c', 'import boto3');

(cli ? describe : describe.skip)('beside the AWS CLI', () => {
  test.each([
    ['where a limit cut the page', 'checkout-service --page-size 10 --max-items 25', 2],
    ['with a filter', 'checkout-service --failed --page-size 50', 1],
  ])(
    'Copy as AWS CLI goes on exactly behind the page: %s',
    async (_name, text, clicks) => {
      let page = await type(world.slack, text);
      for (let count = 0; count < clicks; count += 1) page = await clicked(world.slack, page, 'Next page');
      const [onward = '', fromHere = ''] = await copied(page);
      if (text.includes('--max-items 25')) {
        expect([onward, fromHere].map((command) => /--max-items (\d+)/.exec(command)?.[1])).toEqual(['25', '5']);
      }
      const unlimited = (command: string) => command.replace(/ --(max-items \d+|query "[^"]*")/g, '');
      const commands = [
        'aws codepipeline list-action-executions --pipeline-name checkout-service',
        ...[onward, fromHere].map(unlimited),
      ];
      const listed = await Promise.all(commands.map(runAws));
      const [all = [], behind = [], here = []] = listed.map(asRows);
      expect(behind).toEqual(all.slice(-behind.length));
      const shown = here.slice(0, here.length - behind.length);
      expect([...shown, ...behind]).toEqual(all.slice(-here.length));
      expect(shown).toEqual(expect.arrayContaining(rowsOf(page)));
      if (!text.includes('--failed')) expect(shown).toEqual(rowsOf(page));
    },
    30_000,
  );

  test('the last page is copied as itself', async () => {
    let page = await type(world.slack, 'brand-new');
    expect(await copied(page)).toHaveLength(1);
    page = await type(world.slack, 'svc-search --page-size 100');
    while (labelsOf(page).includes('Next page')) page = await clicked(world.slack, page, 'Next page');
    const [command = ''] = await copied(page);
    expect(asRows(await runAws(command))).toEqual(rowsOf(page));
  }, 30_000);

  test('what the CLI prints resumes in Slack, also with a smaller page, and the other way round', async () => {
    const base = 'aws codepipeline list-action-executions --pipeline-name checkout-service';
    const [whole, { NextToken: atHead }, { NextToken: later }] = await Promise.all([
      runAws(base),
      runAws(`${base} --page-size 4 --max-items 3`),
      runAws(`${base} --page-size 40 --max-items 57`),
    ]);
    const all = asRows(whole);
    for (const [token, from, pageSize] of [
      [atHead, 3, 2],
      [atHead, 3, 10],
      [later, 57, 3],
      [later, 57, 100],
    ] as const) {
      const rows: string[] = [];
      let page = await type(world.slack, `checkout-service --starting-token ${token} --page-size ${pageSize}`);
      rows.push(...rowsOf(page));
      for (let clicks = 0; clicks < 3; clicks += 1) {
        page = await clicked(world.slack, page, 'Next page');
        rows.push(...rowsOf(page));
      }
      expect(rows).toEqual(all.slice(from, from + rows.length));
    }
  }, 30_000);

  test('a pasted line works as it is and shows the same items', async () => {
    const [row = ''] = await walk('checkout-service --page-size 1', () => true);
    const [execution] = row.split('/');
    for (const line of [
      'aws codepipeline list-action-executions --pipeline-name checkout-service --page-size 9 --max-items 9',
      `aws codepipeline list-action-executions --pipeline-name checkout-service --filter pipelineExecutionId=${execution}`,
      `aws codepipeline list-action-executions --pipeline-name checkout-service --filter 'latestInPipelineExecution={pipelineExecutionId=${execution},startTimeRange=Latest}'`,
    ]) {
      expect(await walk(line, (page) => labelsOf(page).includes('Continue'))).toEqual(asRows(await runAws(line)));
    }
  }, 30_000);
});

(boto ? describe : describe.skip)('beside boto3', () => {
  test('MaxItems, PageSize and StartingToken give the same items in the same order', async () => {
    const parameters = { pipelineName: 'svc-identity' };
    const first = await runBoto({ MaxItems: 12, PageSize: 5 }, parameters);
    expect(
      await walk('svc-identity --max-items 12 --page-size 5', (page) => labelsOf(page).includes('Continue')),
    ).toEqual(asRows(first));
    const rest = await runBoto({ PageSize: 5, StartingToken: first.NextToken }, parameters);
    expect(await walk(`svc-identity --page-size 5 --starting-token ${first.NextToken}`)).toEqual(asRows(rest));
  }, 30_000);
});
