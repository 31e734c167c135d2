import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { compileError, endingAt, type Message, playScene } from '../../playground/index.js';
import { chosen, click, clicked, labelsOf, optionsOf, rowsOf, seen, type } from './gestures.js';
import { endWorld, startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld({ aws: { account: { pace: 'instant' } } });
  // The newest run holds the stage Test until it ends.
  world.aws.account.decide('checkout-service', { status: 'Succeeded' });
});
afterEach(() => endWorld(world));

/** Clicks, and the window when the bot is done with it. */
async function opened(message: Message, label: string): Promise<Pick<Message, 'blocks'>> {
  const lines = world.log.length;
  await click(world.slack, message, label);
  await world.logged((line) => world.log.indexOf(line) >= lines && /^(show-log|details)$/.test(String(line.what)));
  return { blocks: world.slack.viewSeenBy()?.blocks ?? [] };
}

const visible = () => world.slack.messagesSeenBy();
const idIn = (message: Message) => /executions\/([0-9a-f-]{36})\/timeline/.exec(JSON.stringify(message.blocks))?.[1];

describe('/pipeline-actions failure', () => {
  test('previews the latest failed execution for the asker only, and posts it with their name', async () => {
    const failed = playScene(world.aws.account, 'checkout-service', 'failed-tests');
    const preview = await type(world.slack, 'failure checkout-service');
    expect(preview.visibleTo).toBeDefined();
    expect(preview.text).toMatch(/^checkout-service failed in (Unit|Integration): npm test exited with 1$/);
    expect(seen(preview)).toContain('expect(received).toBe(expected)');
    expect(idIn(preview)).toBe(failed.pipelineExecutionId);
    expect(labelsOf(preview)).toEqual(['Post here…', 'Show log', 'Details…']);

    const posted = await clicked(world.slack, preview, 'Post here…');
    expect(posted.visibleTo).toBeUndefined();
    expect(seen(posted)).toContain('posted by');
    expect(labelsOf(posted)).toEqual(['Open build', 'Show log', 'Details…']);
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
    expect(preview.text).toBe('checkout-service: Approve rejected by jonas.weber');
    expect(seen(preview)).toContain('The error budget is spent.');
  });

  test('in another region', async () => {
    world.aws.account.startRun('edge-redirects', {
      region: 'us-east-1',
      script: endingAt('Build/Build', compileError),
    });
    const preview = await type(world.slack, 'failure edge-redirects --region us-east-1');
    expect(preview.text).toContain('edge-redirects failed in Build');
    const posted = await clicked(world.slack, preview, 'Post here…');
    expect(seen(await opened(posted, 'Show log'))).toContain('error TS2345');
  });

  test('Show log opens a window with what the failed phase printed, for any member who clicks', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const preview = await type(world.slack, 'failure checkout-service');
    const posted = await clicked(world.slack, preview, 'Post here…');
    const log = seen(await opened(posted, 'Show log'));
    expect(log).toContain('The last 6 lines of Build');
    expect(log).toContain('error TS2345');
    expect(log).not.toContain('[Container]');
    expect(JSON.stringify(visible())).not.toContain('The last 6 lines');
  });

  test('Details… opens a window with the action that failed', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const preview = await type(world.slack, 'failure checkout-service');
    expect(seen(await opened(preview, 'Details…'))).toContain('checkout-build');
  });

  test('a log that is gone meanwhile is told in the window', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const preview = await type(world.slack, 'failure checkout-service');
    world.aws.faults.missingLogs = true;
    expect(seen(await opened(preview, 'Show log'))).toContain('AWS no longer has this log.');
    world.aws.faults.missingLogs = false;
    world.aws.faults.denyAccess = ['ListActionExecutions'];
    const refused = seen(await opened(preview, 'Show log'));
    expect(refused).toContain('lacks the permission codepipeline:ListActionExecutions');
  });

  test('opening a build is acknowledged and says nothing', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    const preview = await type(world.slack, 'failure checkout-service');
    const posted = await clicked(world.slack, preview, 'Post here…');
    const before = visible().length;
    expect((await click(world.slack, posted, 'Open build')).outcome).toBe('acknowledged');
    expect(visible()).toHaveLength(before);
  });

  test('AWS takes its time: acknowledged in time, and answered', async () => {
    playScene(world.aws.account, 'checkout-service', 'build-error');
    world.aws.faults.latencyMs = 500;
    const delivery = await world.slack.runCommand({ text: 'failure checkout-service' });
    expect(delivery.outcome).toBe('acknowledged');
    expect((await delivery.nextAnswer(10_000)).text).toContain('failed in Build');
    await world.bot.stop();
    expect(world.log.at(-1)).toMatchObject({ outcome: 'failure', late: true });
  });
});

describe('there is no failure to show', () => {
  test('the pipeline never failed', async () => {
    const answer = await type(world.slack, 'failure svc-identity');
    expect(answer.text).toBe('svc-identity has no failed run.');
    expect(rowsOf(await clicked(world.slack, answer, 'Show actions'))).toHaveLength(10);
  });

  test('it has not run yet', async () => {
    expect((await type(world.slack, 'failure brand-new')).text).toContain('has not run yet');
  });

  test('the execution that is named succeeded', async () => {
    const { pipelineExecutionId } = world.aws.account.startRun('svc-identity');
    const answer = await type(world.slack, `failure svc-identity ${pipelineExecutionId}`);
    expect(answer.text).toMatch(/^Run [0-9a-f]{8} of svc-identity has not failed: its status is Succeeded\.$/);
  });

  test.each([
    ['failure', 'Which pipeline failed?'],
    ['failure checkout-service --page-size 5', 'A failure summary takes no --page-size'],
    ['failure checkout-service 123', '“123” is not a run’s id'],
    ['failure checkout-servise', 'There is no pipeline “checkout-servise”'],
    ['failure checkout-service 1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d', 'has no run 1b2c3d4e'],
  ])('%s', async (typed, words) => {
    expect((await type(world.slack, typed)).text).toContain(words);
  });

  test('a close name leads to its failure, not to its list', async () => {
    const answer = await type(world.slack, 'failure checkout-servise');
    const preview = await clicked(world.slack, answer, 'checkout-service');
    expect(labelsOf(preview)[0]).toBe('Post here…');
  });
});

describe('what can’t be read', () => {
  test('is said in one quiet line', async () => {
    playScene(world.aws.account, 'checkout-service', 'failed-tests');
    world.aws.faults.denyAccess = ['GetLogEvents'];
    const preview = await type(world.slack, 'failure checkout-service');
    expect(seen(preview)).toContain('Couldn’t read the log: no permission logs:GetLogEvents.');
    expect(seen(preview)).toContain('npm test');
  });

  test('everything refused: which permission is missing, and Try again', async () => {
    playScene(world.aws.account, 'checkout-service', 'failed-tests');
    world.aws.faults.denyAccess = true;
    const refusal = await type(world.slack, 'failure checkout-service');
    expect(refusal.text).toContain('lacks the permission codepipeline:ListPipelineExecutions');
    world.aws.faults.denyAccess = false;
    const preview = await clicked(world.slack, refusal, 'Try again');
    expect(labelsOf(preview)[0]).toBe('Post here…');
  });
});

test('hostile text pings no one, forges nothing and breaks no message', async () => {
  playScene(world.aws.account, 'hostile-text', 'hostile-text');
  const preview = await type(world.slack, 'failure hostile-text');
  const posted = await clicked(world.slack, preview, 'Post here…');
  expect(posted.text.replace(/&lt;|&gt;|&amp;/g, '')).not.toMatch(/[<>]/);
  const json = JSON.stringify(posted.blocks);
  expect(json).not.toMatch(/"type":"(broadcast|usergroup|channel)"|evil\.example[^"]*","type":"link/);
  for (const [, markup] of json.matchAll(/"type":"mrkdwn","text":"([^"]*)"/g))
    expect(markup).not.toMatch(/!channel|evil/);
  expect(JSON.stringify(world.log)).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
});

test('a channel shared with another company gets no log lines', async () => {
  playScene(world.aws.account, 'checkout-service', 'failed-tests');
  const delivery = await world.slack.runCommand({
    text: 'failure checkout-service',
    channel: world.slack.channels.shared,
  });
  const preview = await delivery.nextAnswer();
  expect(seen(preview)).not.toContain('toBe(expected)');
  expect(seen(preview)).toContain('shared with another company');
  expect(seen(await clicked(world.slack, preview, 'Post here…'))).not.toContain('toBe(expected)');
});

test('a private channel that the bot can’t see: the asker gets the log, the channel does not', async () => {
  playScene(world.aws.account, 'checkout-service', 'failed-tests');
  const { id: channel } = world.slack.addChannel({ name: 'secret', kind: 'private', hasBot: false });
  const preview = await (await world.slack.runCommand({ text: 'failure checkout-service', channel })).nextAnswer();
  expect(seen(preview)).toContain('toBe(expected)');
  expect(seen(preview)).toContain('if you post this here, the log is left out');
  const posted = seen(await clicked(world.slack, preview, 'Post here…'));
  expect(posted).not.toContain('toBe(expected)');
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
    expect(labelsOf(preview)[0]).toBe('Post here…');
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
