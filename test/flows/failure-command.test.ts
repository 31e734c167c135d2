import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { compileError, endingAt, type Message, playScene } from '../../playground/index.js';
import { chosen, click, clicked, labelsOf, optionsOf, rowsOf, seen, type } from './gestures.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld({ aws: { account: { pace: 'instant' } } });
});
afterEach(() => endWorld(world));

const visible = () => world.slack.messagesSeenBy();
const idIn = (message: Message) => /executions\/([0-9a-f-]{36})\/timeline/.exec(JSON.stringify(message.blocks))?.[1];

describe('/pipeline-actions failure', () => {
  test('previews the latest failed execution for the asker only, and posts it with their name', async () => {
    const failed = playScene(world.aws.account, 'checkout-service', 'failed-tests');
    const preview = await type(world.slack, 'failure checkout-service');
    expect(preview.visibleTo).toBeDefined();
    expect(preview.text).toMatch(/^checkout-service failed in Test › (Unit|Integration).*npm test/);
    expect(seen(preview)).toContain('Tests:       1 failed, 87 passed, 88 total');
    expect(seen(preview)).toContain('Only you see this preview.');
    expect(idIn(preview)).toBe(failed.pipelineExecutionId);
    expect(labelsOf(preview)).toEqual(['Post to this channel', 'Show actions', 'Open build', 'Open execution']);

    const posted = await clicked(world.slack, preview, 'Post to this channel');
    expect(posted.visibleTo).toBeUndefined();
    expect(seen(posted)).toContain('posted by');
    expect(seen(posted)).not.toContain('Only you see');
    expect(labelsOf(posted)).toEqual(['Show actions', 'Open build', 'Open execution']);
    await world.bot.stop();
    expect(world.log.at(-1)).toMatchObject({ what: 'post-failure', outcome: 'failure', unread: [] });
    expect(visible().map(({ ts }) => ts)).toContain(posted.ts);
    expect(visible().map(({ ts }) => ts)).not.toContain(preview.ts);
  });

  test('of an execution that is named', async () => {
    const [older] = [
      playScene(world.aws.account, 'checkout-service', 'rejected-approval'),
      playScene(world.aws.account, 'checkout-service', 'build-error'),
    ];
    const preview = await type(world.slack, `failure checkout-service ${older.pipelineExecutionId}`);
    expect(preview.text).toContain('Approval › Approve: rejected by jonas.weber, The error budget is spent.');
  });

  test('in another region', async () => {
    world.aws.account.startRun('edge-redirects', {
      region: 'us-east-1',
      script: endingAt('Build/Build', compileError),
    });
    const preview = await type(world.slack, 'failure edge-redirects --region us-east-1');
    expect(preview.text).toContain('edge-redirects failed in Build › Build');
    const posted = await clicked(world.slack, preview, 'Post to this channel');
    expect(rowsOf(await clicked(world.slack, posted, 'Show actions'))).toHaveLength(2);
  });

  test('Show actions lists that execution for whoever clicks, beside the summary', async () => {
    const failed = playScene(world.aws.account, 'checkout-service', 'build-error');
    const preview = await type(world.slack, 'failure checkout-service');
    const posted = await clicked(world.slack, preview, 'Post to this channel');
    const listing = await clicked(world.slack, posted, 'Show actions');
    expect(listing.visibleTo).toBeDefined();
    expect(listing.ts).not.toBe(posted.ts);
    const ids = failed.actions.map(({ actionExecutionId }) => `${failed.pipelineExecutionId}/${actionExecutionId}`);
    expect(rowsOf(listing)).toEqual(ids.sort());
    expect(visible().map(({ ts }) => ts)).toEqual(expect.arrayContaining([posted.ts, listing.ts]));
  });

  test('opening a build or the execution is acknowledged and says nothing', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const preview = await type(world.slack, 'failure checkout-service');
    const before = visible().length;
    for (const label of ['Open build', 'Open execution']) {
      expect((await click(world.slack, preview, label)).outcome).toBe('acknowledged');
    }
    expect(visible()).toHaveLength(before);
  });

  test('AWS takes its time: acknowledged in time, and answered', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    world.aws.faults.latencyMs = 500;
    const delivery = await world.slack.runCommand({ text: 'failure checkout-service' });
    expect(delivery.outcome).toBe('acknowledged');
    expect((await delivery.nextAnswer(10_000)).text).toContain('failed in Build › Build');
    await world.bot.stop();
    expect(world.log.at(-1)).toMatchObject({ outcome: 'failure', late: true });
  }, 15_000);
});

describe('there is no failure to show', () => {
  test('the pipeline never failed', async () => {
    const answer = await type(world.slack, 'failure svc-identity');
    expect(answer.text).toBe('svc-identity has no failed execution.');
    expect(rowsOf(await clicked(world.slack, answer, 'Show actions'))).toHaveLength(10);
  });

  test('it has not run yet', async () => {
    expect((await type(world.slack, 'failure brand-new')).text).toContain('has no executions yet');
  });

  test('the execution that is named succeeded', async () => {
    const { pipelineExecutionId } = world.aws.account.startRun('svc-identity');
    const answer = await type(world.slack, `failure svc-identity ${pipelineExecutionId}`);
    expect(answer.text).toMatch(/^Execution [0-9a-f]{8} of svc-identity has not failed: its status is Succeeded\.$/);
  });

  test.each([
    ['failure', 'Which pipeline failed?'],
    ['failure checkout-service --page-size 5', '--page-size doesn’t go with failure'],
    ['failure checkout-service 123', '“123” is not a run’s id'],
    ['failure checkout-servise', 'There is no pipeline “checkout-servise”'],
    ['failure checkout-service 1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d', 'has no run 1b2c3d4e'],
  ])('%s', async (typed, words) => {
    expect((await type(world.slack, typed)).text).toContain(words);
  });

  test('a close name leads to its failure, not to its list', async () => {
    const answer = await type(world.slack, 'failure checkout-servise');
    const preview = await clicked(world.slack, answer, 'checkout-service');
    expect(labelsOf(preview)[0]).toBe('Post to this channel');
  });
});

describe('what can’t be read', () => {
  test('is said in one quiet line', async () => {
    playScene(world.aws.account, 'checkout-service', 'failed-tests');
    world.aws.faults.denyAccess = ['GetLogEvents'];
    const preview = await type(world.slack, 'failure checkout-service');
    expect(seen(preview)).toContain('Could not be read: the log (no permission logs:GetLogEvents).');
    expect(seen(preview)).toContain('npm test');
  });

  test('everything refused: which permission is missing, and Try again', async () => {
    playScene(world.aws.account, 'checkout-service', 'failed-tests');
    world.aws.faults.denyAccess = true;
    const refusal = await type(world.slack, 'failure checkout-service');
    expect(refusal.text).toContain('lacks the permission codepipeline:ListPipelineExecutions');
    world.aws.faults.denyAccess = false;
    const preview = await clicked(world.slack, refusal, 'Try again');
    expect(labelsOf(preview)[0]).toBe('Post to this channel');
  });
});

test('hostile text pings nobody, forges nothing and breaks no message', async () => {
  playScene(world.aws.account, 'hostile-text', 'hostile-text');
  const preview = await type(world.slack, 'failure hostile-text');
  const posted = await clicked(world.slack, preview, 'Post to this channel');
  expect(posted.text.replace(/&lt;|&gt;|&amp;/g, '')).not.toMatch(/[<>]/);
  expect(JSON.stringify(posted.blocks)).not.toMatch(
    /"type":"(mrkdwn|broadcast|usergroup|channel)"|evil\.example[^"]*","type":"link/,
  );
  expect(JSON.stringify(world.log)).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
});

test('a channel shared with another company gets no log lines', async () => {
  playScene(world.aws.account, 'checkout-service', 'failed-tests');
  const delivery = await world.slack.runCommand({
    text: 'failure checkout-service',
    channel: world.slack.channels.shared,
  });
  const preview = await delivery.nextAnswer();
  expect(seen(preview)).not.toContain('88 total');
  expect(seen(preview)).toContain('shared with another company');
  expect(seen(await clicked(world.slack, preview, 'Post to this channel'))).not.toContain('88 total');
});

test('a private channel that the bot can’t see: the asker gets the log, the channel does not', async () => {
  playScene(world.aws.account, 'checkout-service', 'failed-tests');
  const { id: channel } = world.slack.addChannel({ name: 'secret', kind: 'private', hasBot: false });
  const preview = await (await world.slack.runCommand({ text: 'failure checkout-service', channel })).nextAnswer();
  expect(seen(preview)).toContain('88 total');
  expect(seen(preview)).toContain('if you post this here, the log is left out');
  const posted = seen(await clicked(world.slack, preview, 'Post to this channel'));
  expect(posted).not.toContain('88 total');
  expect(posted).toContain('I can’t see whether another company reads this channel, so the log is left out.');
  expect(posted).not.toContain('is shared with another company');
  const refused = world.slack.violations.splice(0).map(({ where, error }) => `${where} ${error}`);
  expect(new Set(refused)).toEqual(new Set(['conversations.info channel_not_found']));
});

describe('a listing that shows a failed run', () => {
  const SUMMARY = 'Failure summary…';
  const summaries = (page: Message) => optionsOf(page).filter(({ text }) => text === SUMMARY);

  test('offers its summary, which is previewed beside it', async () => {
    const failed = playScene(world.aws.account, 'checkout-service', 'build-error');
    world.aws.account.startRun('checkout-service');
    const page = await type(world.slack, 'checkout-service');
    const preview = await chosen(world.slack, page, SUMMARY);
    expect(idIn(preview)).toBe(failed.pipelineExecutionId);
    expect(labelsOf(preview)[0]).toBe('Post to this channel');
    expect(visible().map(({ ts }) => ts)).toEqual(expect.arrayContaining([page.ts, preview.ts]));
  });

  test('offers one for every run that failed, on --failed pages too', async () => {
    playScene(world.aws.account, 'svc-identity', 'build-error');
    playScene(world.aws.account, 'svc-identity', 'build-error');
    for (const text of ['svc-identity', 'svc-identity --failed']) {
      expect(summaries(await type(world.slack, text))).toHaveLength(2);
    }
  });

  test('one whose failure was repaired meanwhile says so', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const page = await type(world.slack, 'checkout-service');
    world.aws.account.retry('checkout-service');
    const answer = await chosen(world.slack, page, SUMMARY);
    expect(answer.text).toContain('has not failed: its status is Succeeded.');
  });

  test('nothing is offered where nothing failed', async () => {
    expect(summaries(await type(world.slack, 'svc-identity'))).toEqual([]);
  });

  test('an option that was tampered with is refused in words', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const page = await type(world.slack, 'checkout-service');
    const [option] = summaries(page);
    const blocks = JSON.parse(JSON.stringify(page.blocks).replaceAll(option?.blockId.slice(7) ?? '-', 'AAAA'));
    const answer = await chosen(world.slack, { ...page, blocks }, SUMMARY);
    expect(answer.text).toContain('too old, start again');
  });
});
