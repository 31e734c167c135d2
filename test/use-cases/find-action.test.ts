import { expect, test } from '@jest/globals';
import type { Page } from '../../src/domain/listing.js';
import { findAction } from '../../src/use-cases/find-action.js';
import type { ListActionExecutions } from '../../src/use-cases/list-page.js';

type Query = Parameters<ListActionExecutions>[0];

const address = { pipelineExecutionId: 'execution', actionExecutionId: 'b' };
const pageOf = (ids: string[], nextToken?: string): Page => ({
  actionExecutions: ids.map((actionExecutionId) => ({ actionExecutionId })),
  region: 'eu-west-1',
  ...(nextToken && { nextToken }),
});

/** Answers by token; notes what it was asked. */
function listing(pages: Record<string, Page>) {
  const asked: Query[] = [];
  const list: ListActionExecutions = async (query) => {
    asked.push(query);
    return pages[query.nextToken ?? ''] ?? pageOf([]);
  };
  return { asked, find: () => findAction(list, { pipelineName: 'my-pipeline' }, address) };
}

test('reads the execution by the largest page, on until the row is there', async () => {
  const { asked, find } = listing({
    '': pageOf(['a'], 'two'),
    two: pageOf([], 'three'),
    three: pageOf(['b', 'c'], 'four'),
  });
  const rows = ['a', 'b', 'c'].map((actionExecutionId) => ({ actionExecutionId }));
  expect(await find()).toEqual({
    action: { actionExecutionId: 'b' },
    rows,
    isWholeRun: false,
    region: 'eu-west-1',
  });
  expect(asked.map(({ nextToken }) => nextToken)).toEqual([undefined, 'two', 'three']);
  expect(asked[0]).toMatchObject({
    pipelineName: 'my-pipeline',
    filter: { pipelineExecutionId: 'execution' },
    maxResults: 100,
  });
});

test('gives nothing where the last page has no such row', async () => {
  expect(await listing({ '': pageOf(['a'], 'two'), two: pageOf(['c']) }).find()).toBeUndefined();
});

test('ends where tokens go in a circle, or never end', async () => {
  const circle = listing({ '': pageOf([], 'x'), x: pageOf([], 'y'), y: pageOf([], 'x') });
  expect(await circle.find()).toBeUndefined();
  expect(circle.asked).toHaveLength(3);
  const tokens: string[] = [];
  const endless: ListActionExecutions = async () => pageOf([], `token-${tokens.push('')}`);
  expect(await findAction(endless, { pipelineName: 'my-pipeline' }, address)).toBeUndefined();
  expect(tokens).toHaveLength(30);
});

test('one deadline is over the whole search: it ends what is under way, and nothing is asked after it', async () => {
  const deadline = new AbortController();
  const answers: ((page: Page) => void)[] = [];
  const slow: ListActionExecutions = () => {
    if (answers.push(() => {}) === 1) return Promise.resolve(pageOf(['a'], 'two'));
    deadline.abort();
    return new Promise((resolve) => answers.splice(1, 1, resolve));
  };
  const found = findAction(slow, { pipelineName: 'my-pipeline' }, address, deadline.signal);
  await expect(found).rejects.toMatchObject({
    name: 'AwsProblem',
    kind: 'timed-out',
    action: 'codepipeline:ListActionExecutions',
  });
  answers[1]?.(pageOf(['c'], 'three'));
  await new Promise(setImmediate);
  expect(answers).toHaveLength(2);
});

test('what AWS refuses is passed on', async () => {
  const refusing: ListActionExecutions = () => Promise.reject(new Error('throttled'));
  await expect(findAction(refusing, { pipelineName: 'my-pipeline' }, address)).rejects.toThrow('throttled');
});
