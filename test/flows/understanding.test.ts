import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../playground/index.js';
import { playScene } from '../../playground/index.js';
import { clicked, labelsOf, rowsOf, seen, type } from './gestures.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld({ aws: { account: { pace: 'instant' } } });
});
afterEach(() => endWorld(world));

const operations = () => world.aws.calls.map(({ operation }) => operation);
const idsOf = (page: Message) => [...new Set(rowsOf(page).map((row) => row.split('/')[0]))];

describe('the ids that it prints are ids that it takes', () => {
  test.each([8, 6])('the first %i digits of a run’s id, in capitals too', async (length) => {
    const { pipelineExecutionId: id } = playScene(world.aws.account, 'checkout-service', 'build-error');
    for (const typed of [id.slice(0, length), id.slice(0, length).toUpperCase()]) {
      expect(idsOf(await type(world.slack, `checkout-service ${typed}`))).toEqual([id]);
    }
    const preview = await type(world.slack, `why checkout-service ${id.slice(0, length)}`);
    expect(JSON.stringify(preview.blocks)).toContain(id);
    expect(operations().filter((operation) => operation === 'ListActionExecutions').length).toBeGreaterThan(0);
  });

  test('a whole id needs no look-up', async () => {
    const { pipelineExecutionId: id } = playScene(world.aws.account, 'checkout-service', 'build-error');
    await type(world.slack, `checkout-service ${id.toUpperCase()}`);
    expect(operations()).toEqual(['ListActionExecutions']);
  });

  test('the commit that heads a run leads to it', async () => {
    const { pipelineExecutionId: id, revisions } = world.aws.account.startRun('svc-search');
    const commit = revisions[0]?.revisionId ?? '';
    expect(idsOf(await type(world.slack, `svc-search ${commit.slice(0, 8).toUpperCase()}`))).toEqual([id]);
    expect(idsOf(await type(world.slack, `svc-search ${commit}`))).toEqual([id]);
  });

  test('a beginning that no run has: what was looked at, and three ways on', async () => {
    const answer = await type(world.slack, 'checkout-service 000000');
    expect(answer.text).toMatch(/^None of the last 100 runs of checkout-service begins with 000000\. For an older one/);
    expect(labelsOf(answer)).toEqual(['Show checkout-service', 'Why it failed', 'Only failed']);
    expect((await type(world.slack, 'brand-new 000000')).text).toBe('brand-new has no run that begins with 000000.');
  });

  test('a commit that ran twice: which of the runs', async () => {
    const [first, second] = [1, 2].map(() => world.aws.account.startRun('svc-search'));
    const [one, other] = [first?.revisions[0], second?.revisions[0]];
    if (one && other) other.revisionId = one.revisionId;
    const start = one?.revisionId.slice(0, 7) ?? '';
    const answer = await type(world.slack, `svc-search ${start}`);
    expect(answer.text).toBe(`2 runs of svc-search fit ${start}. Which one?`);
    const label = `${first?.pipelineExecutionId.slice(0, 8)} Succeeded`;
    expect(labelsOf(answer)).toEqual([`${second?.pipelineExecutionId.slice(0, 8)} Succeeded`, label]);
    expect(idsOf(await clicked(world.slack, answer, label))).toEqual([first?.pipelineExecutionId]);
  });

  test('AWS refuses the look-up: in words, and Try again leads to the list', async () => {
    world.aws.faults.denyAccess = ['ListPipelineExecutions'];
    const answer = await type(world.slack, 'checkout-service 1b2c3d');
    expect(answer.text).toContain('lacks the permission codepipeline:ListPipelineExecutions');
    expect(rowsOf(await clicked(world.slack, answer, 'Try again'))).toHaveLength(10);
  });
});

describe('questions in words', () => {
  test.each([
    ['why did checkout-service fail?', 'ListPipelineExecutions'],
    ['checkout service failed yesterday', 'ListPipelines'],
  ])('%s', async (text, first) => {
    const answer = await type(world.slack, text);
    expect(operations()[0]).toBe(first);
    expect(answer.text).toContain('checkout-service');
  });

  test('a page says how a phrase was understood, and what was passed over', async () => {
    const elsewhere = await type(world.slack, 'could somebody show checkout service in us-east-1');
    expect(elsewhere.text).toContain('I can’t find a pipeline of us-east-1 in “somebody checkout service”');
    const found = await type(world.slack, 'could somebody show Checkout Service --output json');
    expect(seen(found)).toContain('Understood as /pipeline-actions checkout-service');
    expect(seen(found)).toContain('--output changes nothing here.');
  });

  test('two names: which one', async () => {
    const answer = await type(world.slack, 'is svc-search slower than svc-identity');
    expect(answer.text).toBe('Which pipeline do you mean, svc-search or svc-identity?');
    expect(rowsOf(await clicked(world.slack, answer, 'svc-identity'))).toHaveLength(10);
  });

  test('no name: near names, and the question stays the same', async () => {
    const answer = await type(world.slack, 'why does checkout-servise explode');
    expect(answer.text).toMatch(/^I can’t find a pipeline in “.*”\. Do you mean one of these\?$/);
    expect(labelsOf(answer)[0]).toBe('checkout-service');
    expect(operations()).toEqual(['ListPipelines']);
    await clicked(world.slack, answer, 'checkout-service');
    expect(operations()[1]).toBe('ListPipelineExecutions');
  });

  test('nothing like a name: the picker', async () => {
    const answer = await type(world.slack, 'zzzzqqqq xxxxwwww kkkkjjjj');
    expect(answer.text).toMatch(/Pick one\.$/);
    expect(JSON.stringify(answer.blocks)).toContain('external_select');
  });

  test('names may not be listed: the likeliest word is taken for one', async () => {
    world.aws.faults.denyAccess = ['ListPipelines'];
    expect(rowsOf(await type(world.slack, 'somebody broke svc-search tonight --failed'))).toBeDefined();
    expect(operations()).toContain('ListPipelineExecutions');
  });

  test.each([
    ['checkout-service failed', true],
    ['status checkout-service', false],
    ['*checkout-service*', false],
    ['`checkout-service`', false],
    ['arn:aws:codepipeline:eu-west-1:111122223333:checkout-service', false],
    [
      '<https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/checkout-service/view?region=eu-west-1>',
      false,
    ],
  ])('%s: one page, one call', async (text, failedOnly) => {
    const page = await type(world.slack, text);
    expect(page.text).toContain('checkout-service');
    expect(operations()).toEqual(['ListActionExecutions']);
    expect(seen(page).includes('failed of actions')).toBe(failedOnly);
  });
});

test('a command behind the name, or misspelt: one button does what was meant', async () => {
  const answer = await type(world.slack, 'checkout-service subscribe');
  expect(labelsOf(answer)).toEqual(['subscribe checkout-service']);
  expect((await clicked(world.slack, answer, 'subscribe checkout-service')).text).toContain('isn’t set up to post');
});

test('the three ways on from a slip each lead where they say', async () => {
  const answer = await type(world.slack, 'checkout-service --page-size 0');
  expect(rowsOf(await clicked(world.slack, answer, 'Show checkout-service'))).toHaveLength(10);
  const failed = await clicked(world.slack, await type(world.slack, 'checkout-service --page-size 0'), 'Only failed');
  expect(seen(failed)).toContain('failed of actions');
  const why = await clicked(world.slack, await type(world.slack, 'checkout-service --page-size 0'), 'Why it failed');
  expect(why.text).toMatch(/^checkout-service(: .* rejected| failed in)/);
});
