import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Json, Message } from '../../playground/index.js';
import { clicked, labelsOf, rowsOf, seen, type } from './gestures.js';
import { modalsOf } from './modal.js';
import { endWorld, startWorld, type World } from './start-world.js';

const run = promisify(execFile);
const exists = (command: string, ...args: string[]) =>
  run(command, args).then(
    () => true,
    () => false,
  );

let world: World;
beforeEach(async () => {
  // A run that goes on between two readings would put rows of its own between theirs.
  world = await startWorld({ aws: { account: { pace: 'instant' } } });
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
  actionExecutionDetails: { pipelineExecutionId: string; actionExecutionId: string }[];
  NextToken?: string;
}

const asRows = ({ actionExecutionDetails }: Listed) =>
  actionExecutionDetails.map((row) => `${row.pipelineExecutionId}/${row.actionExecutionId}`);

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

/** The commands of **More…**: the short one, and of later pages the one that was sent as a file. */
async function copied(page: Message): Promise<string[]> {
  const modals = modalsOf(world);
  const { blocks } = await modals.more(page);
  const short = blocks
    .flatMap((block) => (block.elements ?? []) as Json[])
    .filter(({ type: kind }) => kind === 'rich_text_preformatted')
    .map(({ elements }) => (elements as { text: string }[]).map(({ text }) => text).join(''));
  if (!JSON.stringify(blocks).includes('Send command for this page')) return short;
  await modals.pressed('Send command for this page');
  const direct = world.slack.lastMessageSeenBy(world.slack.people.me, world.slack.channels.direct);
  const file = await (await fetch(direct?.files?.[0]?.url ?? '')).text();
  return [...short, file.trim()];
}

/** A pipeline's rows, newest first. */
const rowsOfAccount = (pipeline: string): string[] =>
  (world.aws.account.find(pipeline)?.rows ?? [])
    .toReversed()
    .map(({ pipelineExecutionId, actionExecutionId }) => `${pipelineExecutionId}/${actionExecutionId}`);

describe('--max-items', () => {
  test.each([
    [25, 10],
    [7, 10],
    [20, 10],
    [3, 2],
  ])(
    '%i in pages of %i: cut where it must be, and Continue neither repeats nor loses an item',
    async (maxItems, pageSize) => {
      const all = rowsOfAccount('svc-identity');
      let page = await type(world.slack, `svc-identity --max-items ${maxItems} --page-size ${pageSize}`);
      const rows = rowsOf(page);
      for (let limits = 0; limits < 2; ) {
        const isAtLimit = labelsOf(page).includes('Continue');
        if (isAtLimit) {
          limits += 1;
          expect(seen(page)).toContain(`These are the ${maxItems} actions you asked for`);
          expect(rows.length).toBe(maxItems * limits);
        }
        page = await clicked(world.slack, page, isAtLimit ? 'Continue' : 'Next page');
        rows.push(...rowsOf(page));
      }
      expect(rows.sort()).toEqual(all.slice(0, rows.length).sort());
    },
  );

  test('Previous goes back across a limit', async () => {
    const page1 = await type(world.slack, 'svc-identity --max-items 15 --page-size 10');
    const page2 = await clicked(world.slack, page1, 'Next page');
    const page3 = await clicked(world.slack, page2, 'Continue');
    const back = await clicked(world.slack, page3, 'Previous');
    expect(rowsOf(back)).toEqual(rowsOf(page2));
    expect(labelsOf(back)).toContain('Continue');
    expect(rowsOf(await clicked(world.slack, back, 'Continue'))).toEqual(rowsOf(page3));
  });
});

test('--failed shows the failed ones of the largest page, and says of how many', async () => {
  const page = await type(world.slack, 'checkout-service --failed');
  expect(world.aws.calls.at(-1)?.input).toMatchObject({ maxResults: 100 });
  expect(seen(page)).toMatch(/\d+ failed of actions 1–100/);
  const byId = new Map(world.aws.account.find('checkout-service')?.rows.map((row) => [row.actionExecutionId, row]));
  const statuses = rowsOf(page).map((row) => byId.get(row.split('/')[1] ?? '')?.status);
  expect(statuses.length).toBeGreaterThan(0);
  expect(new Set(statuses)).toEqual(new Set(['Failed']));
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
  expect(seen(page)).toContain('newest attempts of run');
  expect(seen(page)).toContain('at most 50 actions');
  const elsewhere = await type(world.slack, 'checkout-service --region us-east-1');
  expect(elsewhere.text).toContain('in us-east-1');
});

// Without them the tokens recorded from them, in test/command-line, are what holds the round trip.
const cli = await exists('aws', '--version');
const boto = await exists('python3', '-c', 'import boto3');

(cli ? describe : describe.skip)('beside the AWS CLI', () => {
  const unlimited = (command: string) => command.replace(/ --(max-items \d+|query "[^"]*")/g, '');

  test.each([
    ['where a limit cut the page', 'checkout-service --page-size 10 --max-items 25', 2],
    ['with a filter', 'checkout-service --failed --page-size 50', 1],
  ])('the command of More… begins exactly with the page: %s', async (_name, text, clicks) => {
    let page = await type(world.slack, text);
    for (let count = 0; count < clicks; count += 1) page = await clicked(world.slack, page, 'Next page');
    const [short = '', fromHere = ''] = await copied(page);
    if (text.includes('--max-items 25')) {
      expect([short, fromHere].map((command) => /--max-items (\d+)/.exec(command)?.[1])).toEqual(['25', '5']);
    }
    const [all = [], onward = []] = (await Promise.all([short, fromHere].map(unlimited).map(runAws))).map(asRows);
    expect(onward).toEqual(all.slice(-onward.length));
    const { rows, taken } = text.includes('--failed')
      ? { rows: rowsOf(page), taken: onward.slice(0, 50) }
      : { rows: rowsOf(page), taken: onward.slice(0, 5).sort() };
    if (text.includes('--failed')) expect(taken).toEqual(expect.arrayContaining(rows));
    else expect(taken).toEqual(rows);
  });

  test('of a first page there is one command, and it is short', async () => {
    const commands = await copied(await type(world.slack, 'svc-search'));
    expect(commands).toEqual([
      'aws codepipeline list-action-executions --pipeline-name svc-search --region eu-west-1 --page-size 10',
    ]);
    expect(asRows(await runAws(commands[0] ?? ''))).toEqual(rowsOfAccount('svc-search'));
  });

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
      expect(rows.sort()).toEqual(all.slice(from, from + rows.length).sort());
    }
  });

  test('a pasted line works as it is and shows the same items', async () => {
    const [row = ''] = await walk('checkout-service --page-size 1', () => true);
    const [execution] = row.split('/');
    for (const line of [
      'aws codepipeline list-action-executions --pipeline-name checkout-service --page-size 9 --max-items 9',
      `aws codepipeline list-action-executions --pipeline-name checkout-service --filter pipelineExecutionId=${execution}`,
      `aws codepipeline list-action-executions --pipeline-name checkout-service --filter 'latestInPipelineExecution={pipelineExecutionId=${execution},startTimeRange=Latest}'`,
    ]) {
      const shown = await walk(line, (page) => labelsOf(page).includes('Continue'));
      expect(shown.sort()).toEqual(asRows(await runAws(line)).sort());
    }
  });
});

(boto ? describe : describe.skip)('beside boto3', () => {
  test('MaxItems, PageSize and StartingToken give the same items in the same order', async () => {
    const parameters = { pipelineName: 'svc-identity' };
    const first = await runBoto({ MaxItems: 12, PageSize: 5 }, parameters);
    const shown = await walk('svc-identity --max-items 12 --page-size 5', (page) =>
      labelsOf(page).includes('Continue'),
    );
    expect(shown.sort()).toEqual(asRows(first).sort());
    const rest = await runBoto({ PageSize: 5, StartingToken: first.NextToken }, parameters);
    const shownRest = await walk(`svc-identity --page-size 5 --starting-token ${first.NextToken}`);
    expect(shownRest.sort()).toEqual(asRows(rest).sort());
  });
});
