import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Message } from '../../playground/index.js';
import { buttonsOf, click, clicked, labelsOf, rowsOf, seen, type } from './gestures.js';
import { modalsOf } from './modal.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => endWorld(world));

const operations = () => world.aws.calls.map(({ operation }) => operation);
const pickersOf = ({ blocks }: Message) => JSON.stringify(blocks).split('"external_select"').length - 1;
const lastLine = () => world.log.at(-1);

/** What every fault owes: one message, with the reference that the log has, and nothing AWS wrote. */
async function expectReference(text: string): Promise<void> {
  const reference = /reference ([2-9B-Z]{6})/.exec(text)?.[1];
  expect(reference).toBeDefined();
  await world.logged(({ ref }) => ref === reference);
  expect(text).not.toMatch(/arn:aws|123456789012|Exception/);
}

test('an unknown pipeline: close names, asked for only then, and each leads there', async () => {
  const answer = await type(world.slack, 'checkout-servise');
  expect(answer.text).toBe('There is no pipeline “checkout-servise”. Do you mean one of these?');
  expect(labelsOf(answer)[0]).toBe('checkout-service');
  expect(labelsOf(answer).length).toBeLessThanOrEqual(3);
  expect(operations()).toEqual(['ListActionExecutions', 'ListPipelines']);
  expect(rowsOf(await clicked(world.slack, answer, 'checkout-service'))).toHaveLength(10);
  expect(operations()).toEqual(['ListActionExecutions', 'ListPipelines', 'ListActionExecutions']);
});

test('an unknown pipeline where names may not be listed is still refused in words', async () => {
  world.aws.faults.denyAccess = ['ListPipelines'];
  const answer = await type(world.slack, 'checkout-servise');
  expect(answer.text).toContain('Check its name and region, or pick one.');
  expect(pickersOf(answer)).toBe(1);
});

test('a slip gets one sentence and one row of buttons: no usage, and no reference', async () => {
  const answer = await type(world.slack, 'checkout-service --pgae-size 3');
  expect(answer.text).toBe('There is no option “--pgae-size” here. Do you mean --page-size?');
  expect(answer.blocks).toHaveLength(2);
  expect(operations()).toEqual([]);
  expect(labelsOf(answer)).toEqual(['Use --page-size', 'Show checkout-service']);
  expect(rowsOf(await clicked(world.slack, answer, 'Use --page-size'))).toHaveLength(3);
});

test('text that can’t be a name: what was wrong, and the picker', async () => {
  const answer = await type(world.slack, 'my/pipeline');
  expect(answer.text).toContain('“my/pipeline” can’t be a pipeline’s name');
  expect(seen(answer)).not.toContain('Usage');
  expect(pickersOf(answer)).toBe(1);
  expect(operations()).toEqual([]);
});

test('no permission: names the IAM action, and nothing of AWS’s own words', async () => {
  world.aws.faults.denyAccess = true;
  const answer = await type(world.slack, 'checkout-service');
  expect(answer.text).toContain('lacks the permission codepipeline:ListActionExecutions');
  await expectReference(answer.text);
  expect(JSON.stringify(world.log)).not.toContain('arn:aws');
});

test('throttled: waits as the SDK does, then says so and tries again on a click', async () => {
  world.aws.faults.throttle = true;
  const delivery = await world.slack.runCommand({ text: 'checkout-service' });
  const answer = await delivery.nextAnswer(10_000);
  expect(answer.text).toContain('too many requests');
  world.aws.faults.throttle = false;
  expect(rowsOf(await clicked(world.slack, answer, 'Try again'))).toHaveLength(10);
});

test('a throttled attempt that succeeds on retry is no refusal', async () => {
  world.aws.faults.throttle = 1;
  const delivery = await world.slack.runCommand({ text: 'checkout-service' });
  expect(rowsOf(await delivery.nextAnswer(10_000))).toHaveLength(10);
  expect(lastLine()).toMatchObject({ calls: expect.arrayContaining([expect.objectContaining({ attempts: 2 })]) });
});

test('AWS hangs: acknowledged in time, and told after the deadline', async () => {
  world.aws.faults.hang = true;
  const delivery = await world.slack.runCommand({ text: 'checkout-service' });
  expect(delivery.outcome).toBe('acknowledged');
  const answer = await delivery.nextAnswer(15_000);
  expect(answer.text).toContain('AWS did not answer in time');
  await expectReference(answer.text);
});

test('AWS can’t be reached', async () => {
  await world.aws.stop();
  const delivery = await world.slack.runCommand({ text: 'checkout-service' });
  const answer = await delivery.nextAnswer(10_000);
  expect(answer.text).toContain('AWS can’t be reached');
  await expectReference(answer.text);
});

test('a proxy’s HTML instead of AWS is a fault, in words', async () => {
  world.aws.faults.failNext(3, 502, '<html>Bad gateway</html>');
  const delivery = await world.slack.runCommand({ text: 'checkout-service' });
  const answer = await delivery.nextAnswer(10_000);
  expect(answer.text).toContain('Something is broken at AWS');
});

test('an unknown execution', async () => {
  const answer = await type(world.slack, 'checkout-service 1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d');
  expect(answer.text).toBe('checkout-service has no run 1b2c3d4e. Check the id, or look at all runs.');
  expect(rowsOf(await clicked(world.slack, answer, 'Show all runs'))).toHaveLength(10);
});

describe('a token that AWS no longer takes', () => {
  test('leaves the page where it is, and starts again beside it', async () => {
    const page = await type(world.slack, 'checkout-service');
    world.aws.faults.expireTokens();
    const refusal = await clicked(world.slack, page, 'Next page');
    expect(refusal.text).toContain('this one is gone. Start from the first page.');
    expect(refusal.ts).not.toBe(page.ts);
    expect(rowsOf(world.slack.messagesSeenBy()[0] as never)).toEqual(rowsOf(page));
    expect(rowsOf(await clicked(world.slack, refusal, 'Start again'))).toEqual(rowsOf(page));
    const [next] = buttonsOf(page);
    expect(JSON.stringify(world.log)).not.toContain(next?.value.slice(20, 60));
  });

  test('of another pipeline is refused the same way', async () => {
    const answer = await type(world.slack, `checkout-service --starting-token ${'x'.repeat(200)}`);
    expect(answer.text).toContain('doesn’t accept this starting token');
    expect(labelsOf(answer)).toEqual(['Start again']);
  });
});

/** Shares a page by its **More…**, and gives what the channel sees. */
async function sharedFrom(world: World, page: Message): Promise<Message> {
  const modals = modalsOf(world);
  await modals.more(page);
  const shared = world.slack.nextMessage(({ visibleTo }) => visibleTo === undefined);
  await modals.pressed('Share…');
  return shared;
}

describe('someone outside the home team', () => {
  test('is refused on a shared page, and sees nothing of it', async () => {
    const { people, channels, team } = world.slack;
    const delivery = await world.slack.runCommand({ text: 'checkout-service', channel: channels.shared });
    const shared = await sharedFrom(world, await delivery.nextAnswer());
    const before = operations().length;
    const refusal = await clicked(world.slack, shared, 'Open for me', people.outsider);
    expect(refusal.visibleTo).toBe(people.outsider);
    expect(refusal.text).toContain('Only members of the team');
    expect(operations().length).toBe(before);
    expect(await world.logged(({ what }) => what === 'outsider')).toMatchObject({
      team: expect.not.stringContaining(team.id),
    });
  });
});

describe('someone of another workspace of the same organization', () => {
  const enterprise = 'E0ACME001';
  beforeEach(async () => {
    await world.stop();
    world = await startWorld({ slack: { enterpriseId: enterprise } });
  });

  test.each([
    ['a colleague', enterprise, 'Actions 1–10'],
    ['a person of another organization', 'E0OTHER01', 'Only members of the team'],
  ])('%s', async (_name, enterpriseId, words) => {
    const { slack } = world;
    const user = slack.addUser({ name: 'linus', teamId: 'T0SECOND1', enterpriseId }).id;
    slack.changeChannel(slack.channels.shared, { members: [slack.people.me, user] });
    const delivery = await slack.runCommand({ text: 'checkout-service', channel: slack.channels.shared });
    const shared = await sharedFrom(world, await delivery.nextAnswer());
    const answer = await clicked(slack, shared, 'Open for me', user);
    expect(answer.visibleTo).toBe(user);
    expect(seen(answer)).toContain(words);
  });
});

describe('what this version does not know', () => {
  test('a command is acknowledged and answered', async () => {
    const delivery = await world.slack.runCommand({ command: '/pipeline-things', text: 'x' });
    expect(delivery.outcome).toBe('acknowledged');
    expect((await delivery.nextAnswer()).text).toContain('no longer know that command');
  });

  test('a button is acknowledged and answered', async () => {
    const page = await type(world.slack, 'checkout-service');
    const blocks = JSON.parse(JSON.stringify(page.blocks).replace('"more"', '"button-of-the-future"'));
    const delivery = await click(world.slack, { ...page, blocks }, 'More…');
    expect(delivery.outcome).toBe('acknowledged');
    expect((await delivery.nextAnswer()).text).toContain('no longer know that button');
  });
});

test('Slack refuses the page’s form: at least that is said', async () => {
  const page = await type(world.slack, 'checkout-service');
  world.slack.faults.add({ on: 'response_url', times: 1, error: 'invalid_blocks' });
  const answer = await clicked(world.slack, page, 'Next page');
  expect(answer.text).toContain('Slack did not accept the answer');
  await expectReference(answer.text);
});

test('Slack refuses a late answer’s form: at least that is said', async () => {
  world.aws.faults.latencyMs = 1700;
  world.slack.faults.add({ on: 'response_url', times: 1, error: 'msg_blocks_too_long' });
  const delivery = await world.slack.runCommand({ text: 'checkout-service' });
  expect((await delivery.nextAnswer(10_000)).text).toContain('Slack did not accept the answer');
});

test('Slack is busy: the answer waits as told and arrives', async () => {
  const page = await type(world.slack, 'checkout-service');
  world.slack.faults.add({ on: 'response_url', times: 1, retryAfter: 1 });
  expect(seen(await clicked(world.slack, page, 'Next page'))).toContain('page 2');
});
