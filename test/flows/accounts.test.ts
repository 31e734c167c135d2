import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { compileError, endingAt, type Json, type Message, renderedText } from '../../playground/index.js';
import { clicked, inPages, rowsOf, seen, type } from './gestures.js';
import { manyAccounts, withoutAccount } from './many-accounts.js';
import { modalsOf } from './modal.js';
import { endWorld, requestUrlOf, startWorld, type World } from './start-world.js';

let world: World;
let many: ReturnType<typeof manyAccounts>;
beforeEach(async () => {
  many = manyAccounts(20);
  const aws = { seed: 'none' as const, account: { pace: 'instant' as const }, roles: many.roles };
  world = await startWorld({ aws, accounts: many.accounts });
  world.aws.account.addPipeline({ name: 'checkout' }, { count: 3 });
});
afterEach(async () => {
  await endWorld(world);
  expect(withoutAccount(world.slack, 'checkout')).toEqual([]);
});

/** All rows of a pipeline of an account, newest first, as AWS lists them. */
const rowsIn = (alias: string): string[] => {
  const { executions = [] } = many.role(alias).account.find('checkout') ?? {};
  return executions
    .flatMap(({ pipelineExecutionId, actions }) =>
      actions.map((row) => ({ at: row.startTime, id: `${pipelineExecutionId}/${row.actionExecutionId}` })),
    )
    .sort((one, other) => Number(other.at) - Number(one.at))
    .map(({ id }) => id);
};
const asked = (operation: string) => world.aws.calls.filter((call) => call.operation === operation);

describe('twenty accounts, one of them broken', () => {
  test('are listed one by one; the broken one is said in words with what to do', async () => {
    many.role('team-07').isDenied = true;
    for (const { alias } of many.accounts) {
      const answer = await type(world.slack, `${alias}:checkout`);
      if (alias !== 'team-07') {
        expect(answer.text).toMatch(new RegExp(`^${alias}:checkout: `));
        expect(seen(answer)).toContain(`${alias}:checkout`);
        expect(rowsOf(answer)).toEqual(inPages(rowsIn(alias).slice(0, 10), 10));
        continue;
      }
      expect(answer.text).toMatch(/AWS doesn’t let this bot into the account team-07: .*role.*sts:AssumeRole/);
      expect(answer.text).toMatch(/have the role, its trust and the external id checked, ask the people who run/);
      expect(await world.logged(({ outcome }) => outcome === 'access-denied')).toMatchObject({ what: 'command' });
    }
    many.role('team-07').isDenied = false;
    expect((await type(world.slack, 'team-07:checkout')).text).toMatch(/^team-07:checkout: /);
  });

  test('the picker completes the names of all, says which gave none, and leads to the account that was picked', async () => {
    many.role('team-07').isDenied = true;
    const help = await type(world.slack, 'help');
    const picker = { message: help, actionId: 'pick-pipeline' };
    const others = many.accounts.map(({ alias }) => `${alias}:checkout`).filter((name) => !name.startsWith('team-07'));
    const offered = async () => {
      const { groups } = await world.slack.options({ ...picker, value: 'checkout' });
      return groups.flatMap(({ options }) => options.map(({ text }) => (text as Json).text));
    };
    let labels = await offered();
    // On a busy machine an account may not answer in the time that Slack gives; by the next keystroke the sessions are there.
    for (let typed = 0; labels.length < others.length + 3 && typed < 10; typed += 1) labels = await offered();
    expect(labels).toEqual(['own:checkout', ...others, 'Use “checkout”', 'No names from team-07']);
    const named = await world.slack.options({ ...picker, value: 'TEAM-12' });
    expect(named.groups[0]?.options).toHaveLength(1);
    const picked = await world.slack.click({ ...picker, selectedValue: 'team-12:checkout', selectedText: 'x' });
    expect((await picked.nextAnswer()).text).toMatch(/^team-12:checkout: /);
  });
});

describe('an account', () => {
  const first = /^team-03:checkout: /;

  test.each([
    'checkout --account team-03',
    'checkout --account TEAM-03 --region eu-west-1',
    'team-03:checkout',
    'aws codepipeline list-action-executions --profile team-03 --pipeline-name checkout --region eu-west-1',
    'please show team-03:checkout',
    'arn:aws:codepipeline:eu-west-1:111122223303:checkout',
    'https://111122223303-ab12cd34.eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/checkout/view',
  ])('is known by “%s”', async (text) => {
    expect((await type(world.slack, text)).text).toMatch(first);
  });

  test.each([
    ['checkout --account team-99', /I don’t know the account “team-99”, only own, team-01/],
    ['team-99:checkout', /I don’t know the account “team-99”/],
    ['team-03:checkout --account team-04', /Two accounts are named, team-0[34] and team-0[34]: keep one/],
    ['team-03:nothing', /There is no pipeline “nothing” in team-03\/eu-west-1/],
  ])('“%s” is refused in words', async (text, words) => {
    expect((await type(world.slack, text)).text).toMatch(words);
  });

  test('is asked by a session that names the person, whose credentials are asked for once', async () => {
    const page = await type(world.slack, 'team-03:checkout');
    await clicked(world.slack, page, 'Next page');
    const { me } = world.slack.people;
    const session = { RoleSessionName: `pipeline-actions@${me}`, ExternalId: 'secret-03' };
    expect(asked('AssumeRole').map(({ input }) => input)).toEqual([expect.objectContaining(session)]);
    const callers = asked('ListActionExecutions').map(({ caller }) => caller);
    const arn = `arn:aws:sts::111122223303:assumed-role/pipeline-actions-reader/pipeline-actions@${me}`;
    expect(callers).toEqual([arn, arn]);
  });

  test('stays the same from page to page, with the same page tokens', async () => {
    let page: Message = await type(world.slack, 'team-03:checkout');
    const pages = [rowsOf(page)];
    for (const _ of [2, 3]) {
      page = await clicked(world.slack, page, 'Next page');
      expect(page.text).toMatch(/^team-03:checkout, page/);
      pages.push(rowsOf(page));
    }
    expect(pages.flat()).toEqual(inPages(rowsIn('team-03').slice(0, 30), 10));
  });

  test('is named in each window that its page leads to', async () => {
    const modals = modalsOf(world);
    many.role('team-03').account.startRun('checkout', { script: endingAt('Build/Build', compileError) });
    const page = await type(world.slack, 'team-03:checkout');
    const windows = [
      await modals.chosen(page, /^❌/),
      await modals.pressed('All fields'),
      await modals.pressed('Latest attempts'),
      await modals.chosen(page, /^❌/),
      await modals.pressed('All fields'),
      await modals.pressed('Send as file'),
      await modals.more(page),
      await modals.pressed('Refresh'),
    ];
    for (const { blocks } of windows) expect(renderedText(blocks)).toContain('team-03');
  });

  test('of the bot itself is named as well, and goes by no role', async () => {
    expect((await type(world.slack, 'checkout')).text).toMatch(/^own:checkout: /);
    expect((await type(world.slack, 'own:checkout --region eu-west-1')).text).toMatch(/^own:checkout: /);
    expect((await type(world.slack, 'checkout 12345abc')).text).toMatch(/^own:checkout has no run that begins with/);
    expect(asked('AssumeRole')).toEqual([]);
  });
});

test('a page from before there were several accounts goes on in the bot’s own', async () => {
  const alone = await startWorld({ aws: { account: { pace: 'instant' } } });
  const page = await type(alone.slack, 'svc-search');
  expect(page.text).toMatch(/^svc-search: /);
  await alone.bot.stop();
  const later = await alone.anotherBot({ accounts: many.accounts });
  alone.slack.setRequestUrl(requestUrlOf(later));
  const next = await clicked(alone.slack, page, 'Next page');
  expect(next.text).toMatch(/^own:svc-search, page 2/);
  await endWorld(alone);
});

test('help says how an account is named, and which there are', async () => {
  const help = seen(await type(world.slack, 'help'));
  expect(help).toContain('--account team-01');
  expect(help).toContain('Accounts: own, team-01, team-02');
});

test('LISTABLE can tell accounts apart', async () => {
  const listable = 'team-0*:*=*;own:checkout=*';
  const narrow = await startWorld({ aws: { seed: 'none', roles: many.roles }, accounts: many.accounts, listable });
  narrow.aws.account.addPipeline({ name: 'checkout' });
  expect((await type(narrow.slack, 'team-03:checkout')).text).toMatch(/^team-03:checkout: /);
  expect((await type(narrow.slack, 'checkout')).text).toMatch(/^own:checkout /);
  expect((await type(narrow.slack, 'team-12:checkout')).text).toMatch(/Nobody may list team-12:checkout from Slack/);
  await endWorld(narrow);
});
