import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  approvalsWait,
  compileError,
  endApproval,
  endingAt,
  PEOPLE,
  type Script,
  type StoredMessage,
} from '../../../playground/index.js';
import { labelsOf, seen } from '../gestures.js';
import { type CardWorld, startCardWorld } from './card-world.js';

let world: CardWorld;
beforeEach(async () => {
  world = await startCardWorld();
  await world.ask('');
});
afterEach(async () => {
  await world.end();
  expect(world.slack.violations).toEqual([]);
});

const failsAt = (place: string, attempts?: number[]): Script => {
  const fails = endingAt(place, compileError, attempts);
  return (stage, ...at) => (place.startsWith(stage.name) ? fails(stage, ...at) : approvalsWait(stage, ...at));
};
const summary = (): StoredMessage => {
  const [only, ...others] = world.posted().filter(({ threadTs }) => !threadTs);
  if (!only || others.length) throw new Error(`${others.length} summaries too many`);
  return only;
};
const told = () => world.repliesTo(summary()).map(({ text }) => text);
const actsIn = (labels: string[]) => labels.filter((label) => /^(Retry|Roll back)/.test(label));
const markup = () => JSON.stringify(summary().blocks);

/** Acts from the summary; what AWS tells of it is kept back until the bot has looked by itself. */
async function act(verb: 'retry' | 'roll-back', label: string, choice: string): Promise<string[]> {
  await world.open(summary(), label);
  const since = world.log.length;
  const events: string[] = [];
  const stop = world.aws.account.onEvent((_, json) => events.push(json));
  await world.submit(verb, { choice });
  stop();
  await world.looked(since);
  return events;
}

test('it says who retried, and how that ends; its thread says both as well', async () => {
  await world.tell(() => world.aws.account.startRun('pay', { script: failsAt('Build/Build') }));
  expect(summary().text).toMatch(/^pay failed in Build/);
  expect(actsIn(labelsOf(summary()))).toEqual(['Retry…']);
  await act('retry', 'Retry…', 'FAILED_ACTIONS');
  expect(markup()).toContain(`Retried by <@${PEOPLE.me}> · <!date^`);
  await world.tell(() => endApproval(world.aws.account, 'pay', 'approve'));
  expect(seen(summary())).toMatch(/pay works again after .*, on retry/);
  expect(markup()).toContain(`Retried by <@${PEOPLE.me}> · <!date^`);
  expect(actsIn(labelsOf(summary()))).toEqual([]);
  expect(told()).toEqual([
    expect.stringMatching(/^The last \d+ lines of Build/),
    'Ada Lovelace retried Build of pay',
    expect.stringMatching(/^pay works again after .*, on retry$/),
  ]);
});

test('a retry that fails as well: it says whose that was, and offers the next', async () => {
  await world.tell(() => world.aws.account.startRun('pay', { script: failsAt('Build/Build', [1, 2]) }));
  await world.deliver(await act('retry', 'Retry…', 'FAILED_ACTIONS'));
  expect(seen(summary())).toContain('attempt 2');
  expect(markup()).toContain(`Retried by <@${PEOPLE.me}>`);
  expect(actsIn(labelsOf(summary()))).toEqual(['Retry…']);
});

test('it says who rolled back, and what runs now', async () => {
  const good = world.aws.account.startRun('pay');
  await world.tell(() => world.aws.account.startRun('pay', { script: endingAt('Deploy/Blue-green', compileError) }));
  expect(actsIn(labelsOf(summary()))).toEqual(['Retry…', 'Roll back…']);
  await world.deliver(await act('roll-back', 'Roll back…', good.pipelineExecutionId));
  expect(markup()).toContain(`Rollback started by <@${PEOPLE.me}> · <!date^`);
  expect(seen(summary())).toContain('Rolled back to');
  expect(told()).toContain('Ada Lovelace rolled back Deploy of pay');
});
