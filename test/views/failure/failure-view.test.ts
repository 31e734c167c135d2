import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, checkView, renderedText } from '../../../playground/index.js';
import { decodeAddress } from '../../../src/cursor/action-address.js';
import { decodeListing } from '../../../src/cursor/page-cursor.js';
import { VERBS } from '../../../src/domain/act.js';
import type { FailedAction, Failure } from '../../../src/domain/failure.js';
import { executionListing } from '../../../src/domain/listing.js';
import { distil } from '../../../src/domain/reason.js';
import { type FailureOptions, failureView } from '../../../src/views/failure/failure-view.js';
import { fixedView, nowFailingView, recoveryReplyView } from '../../../src/views/failure/fixed-view.js';
import { logModal, logReplyView } from '../../../src/views/failure/log-view.js';
import { ordinal, roughly } from '../../../src/views/failure/words.js';
import { failure as anyFailure, reason as anyReason } from '../../arbitrary-failure.js';
import { forAll } from '../../for-all.js';

const anyOptions: fc.Arbitrary<FailureOptions> = fc.record(
  {
    preview: fc.boolean(),
    mentions: fc.array(fc.oneof(fc.constant({ user: 'U0001' }), fc.constant({ group: 'S0001' })), { maxLength: 3 }),
    postedBy: fc.constantFrom('U0002', '<!here>'),
    retrying: fc.boolean(),
    act: fc.record({ verb: fc.constantFrom(...VERBS), by: fc.constantFrom('U0002', '<!here>'), at: fc.nat() }),
    canAct: fc.boolean(),
    rolledBack: fc.constantFrom({ to: '1234abcd00', broken: '<!here>' }, { to: '' }),
    repeated: fc.integer({ min: 1, max: 5000 }),
    hideLog: fc.constantFrom(true, false, 'unknown' as const),
  },
  { requiredKeys: [] },
);

/** Only what this program writes itself is markup: dates, who posted it, and who acted. */
const OURS =
  /^(· |[FP])?([\w ]+( by <@U0002>)? · )*([\w ]*<!date\^\d+\^\{\w+\}\|[\d :-]+ UTC>|[Pp]osted by <@U0002>|[\w ]+)$/;

test('any failure is within Slack’s limits, its push text on a lock screen, and nothing in it is markup', () => {
  forAll(
    fc.property(anyFailure, anyOptions, (failure, options) => {
      const message = failureView(failure, options);
      expect(checkBlocks(message.blocks, 'message', '/blocks')).toEqual([]);
      expect(renderedText(message.blocks).length).toBeLessThan(3000);
      expect(message.text.length).toBeLessThanOrEqual(140);
      expect(message.text).not.toMatch(/[<>\n]/);
      expect(message.text).toContain(failure.pipelineName);
      const json = JSON.stringify(message.blocks);
      expect(json).not.toMatch(/"type":"broadcast"|ada@example|x@y\.example/);
      for (const [, markup = ''] of json.matchAll(/"type":"mrkdwn","text":"([^"]*)"/g)) expect(markup).toMatch(OURS);
    }),
    { numRuns: 300 },
  );
});

test('any log is within Slack’s limits, in a reply and in a window', () => {
  forAll(
    fc.property(anyFailure, (failure) => {
      if (!failure.log) return;
      const reply = logReplyView(failure, failure.log);
      const { pipelineExecutionId } = failure;
      const address = { pipelineExecutionId, actionExecutionId: pipelineExecutionId };
      const view = logModal({ listing: executionListing(failure), address }, failure.log);
      expect(checkBlocks(reply.blocks, 'message', '/blocks')).toEqual([]);
      expect(renderedText(reply.blocks).length).toBeLessThan(4000);
      expect(checkView(view)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('any repair, and any other failure of the same, is within Slack’s limits', () => {
  const anyCause = fc.record({
    place: fc.constantFrom(undefined, { stageName: 'Build' }, { stageName: '<!here>', actionName: 'x'.repeat(100) }),
    reason: anyReason,
    more: fc.nat({ max: 50 }),
  });
  const anyBy = fc.constantFrom(undefined, 'retry' as const, 'same revision' as const, {
    id: '',
    summary: 'x\ny'.repeat(900),
  });
  forAll(
    fc.property(anyCause, anyCause, anyBy, fc.nat(), (now, was, by, afterMs) => {
      const pipeline = { pipelineName: 'a'.repeat(100), region: 'eu-west-1' };
      const messages = [
        fixedView(pipeline, { afterMs, by }, was),
        recoveryReplyView(pipeline, { afterMs, by }),
        nowFailingView(pipeline, now, was),
      ];
      for (const { text, blocks } of messages) {
        expect(checkBlocks(blocks, 'message', '/blocks')).toEqual([]);
        expect(text).not.toMatch(/[<>\n]/);
        expect(text.length).toBeLessThan(400);
      }
    }),
  );
});

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const ACTION = '9b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const built: FailedAction = {
  stageName: 'Build',
  actionName: 'Build',
  actionExecutionId: ACTION,
  provider: 'CodeBuild',
  category: 'Build',
  reason: distil('Error while executing command: npm run build. Reason: exit status 1'),
  url: 'https://console.aws.amazon.com/codebuild/home?region=eu-west-1#/builds/identity-build:1/view/new',
  failedBefore: [],
};
const EVIDENCE = "src/cart/totals.ts:48:21 - error TS2345: Argument of type 'string' is not assignable.";
const failure: Failure = {
  pipelineName: 'svc-identity',
  region: 'eu-west-1',
  pipelineExecutionId: ID,
  status: 'Failed',
  attempt: 1,
  actions: [built],
  streak: { count: 1, orMore: false, lastSuccess: new Date('2026-11-23T18:08:00Z') },
  revisions: [
    {
      name: 'SourceArtifact',
      id: 'c60a43651a2b3c4d5e6f708192a3b4c5d6e7f809',
      summary: 'fix: totals are rounded per line\n\nSee CHK-2291',
      url: 'https://example.com/commit/c60a4365',
      author: { name: 'dependabot[bot]', email: 'bot@example.com' },
    },
  ],
  branch: 'main',
  trigger: { type: 'WebhookV2', detail: 'arn:aws:codestar-connections:eu-west-1:1:connection/2f8e1c54' },
  log: {
    of: { stageName: 'Build', actionName: 'Build', actionExecutionId: ACTION },
    lines: ['> tsc', EVIDENCE, '```', 'exit status 1'],
    evidence: [EVIDENCE],
    masked: 1,
  },
  unread: [],
  failedAt: new Date('2026-11-23T20:00:00Z'),
};
const without = (...keys: (keyof Failure)[]): Failure =>
  ({ ...failure, ...Object.fromEntries(keys.map((key) => [key, key === 'revisions' ? [] : undefined])) }) as Failure;

/** The words of a message, block by block, as they are seen. */
const words = (message: { blocks: unknown[] }) => message.blocks.map((block) => renderedText(block));
const labels = (message: { blocks: unknown[] }) =>
  [
    ...JSON.stringify(message.blocks.at(-1)).matchAll(/"type":"button","text":\{"type":"plain_text","text":"([^"]+)"/g),
  ].map(([, label]) => label);
/** The first block, line by line. */
const linesOf = (message: { blocks: unknown[] }): string[] =>
  ((message.blocks[0] as { elements: unknown[] }).elements ?? []).map((element) => renderedText(element));

test('a failure reads as one tells it: what, where and why, the error, the commit, since when', () => {
  const message = failureView(failure);
  expect(linesOf(message)).toEqual([
    '❌ svc-identity failed in Build: npm run build exited with 1',
    EVIDENCE,
    'c60a4365 fix: totals are rounded per line – dependabot[bot]',
  ]);
  expect(words(message)[1]).toMatch(/^First failure · last success .*· main$/);
  expect(message.text).toBe('svc-identity failed in Build: npm run build exited with 1');
  expect(labels(message)).toEqual(['Open build', 'Show log', 'Details…']);
});

test('the buttons carry the run and the action, so that a click needs nothing else', () => {
  const row = failureView(failure).blocks.at(-1) as { block_id: string; elements: { value?: string }[] };
  expect(decodeListing(row.block_id)).toMatchObject({
    pipelineName: 'svc-identity',
    region: 'eu-west-1',
    filter: { pipelineExecutionId: ID },
  });
  for (const { value } of row.elements.slice(1)) {
    expect(decodeAddress(value ?? '')).toEqual({ pipelineExecutionId: ID, actionExecutionId: ACTION });
  }
});

describe('the headline', () => {
  const of = (...actions: Partial<FailedAction>[]) => {
    const message = failureView({
      ...without('revisions', 'log'),
      actions: actions.map((one) => ({ ...built, ...one })),
    });
    return [message.text, ...linesOf(message)];
  };

  test('of an approval names the reviewer, and their words stand below', () => {
    const reason = { kind: 'rejected' as const, by: 'priya.raman', words: 'Not before the freeze ends.' };
    expect(of({ stageName: 'Approval', actionName: 'Approve', reason })).toEqual([
      'svc-identity: Approve rejected by priya.raman',
      '❌ svc-identity: Approve rejected by priya.raman',
      'Not before the freeze ends.',
    ]);
  });

  test('of a missing permission names it, and below what on', () => {
    const resource = 'service/production/svc-identity';
    const reason = { kind: 'permission' as const, action: 'ecs:UpdateService', resource };
    expect(of({ stageName: 'Deploy', actionName: 'Deploy', reason })).toEqual([
      'svc-identity failed in Deploy: its role may not ecs:UpdateService',
      '❌ svc-identity failed in Deploy: its role may not ecs:UpdateService',
      'on service/production/svc-identity',
    ]);
  });

  test('leaves AWS’s own words to the quote where they are long', () => {
    const said =
      'Ten words that say a little of what there is to say about the deployment that did not come to its end. ';
    const [text, head, rest] = of({ reason: { kind: 'words', words: `${said}The rest of it.` } });
    expect(text).toMatch(/^svc-identity failed in Build: Ten words .+…$/);
    expect(head).toBe('❌ svc-identity failed in Build');
    expect(rest).toMatch(/^Ten words .+…$/);
  });

  test('of a condition names the stage and the rule', () => {
    const reason = { kind: 'condition' as const, when: 'success' as const, rule: 'ErrorBudget', words: 'Alarm is on.' };
    expect(of({ stageName: 'Deploy', actionName: undefined, reason })).toEqual([
      'svc-identity failed in Deploy: its success condition ErrorBudget was not met',
      '❌ svc-identity failed in Deploy: its success condition ErrorBudget was not met',
      'Alarm is on.',
    ]);
  });

  test('of two actions names both, with a quote each', () => {
    const lint = { stageName: 'Test', actionName: 'Lint', reason: distil('Out of disk.') };
    const unit = { stageName: 'Test', actionName: 'Unit' };
    expect(of(unit, lint)).toEqual([
      'svc-identity failed in Unit and 1 more: npm run build exited with 1',
      '❌ svc-identity failed in Unit and Lint',
      'Unit: npm run build exited with 1',
      'Lint: Out of disk.',
    ]);
  });

  test('of many actions with one reason gives that; at most five are quoted, the others named', () => {
    const many = Array.from({ length: 8 }, (_, at) => ({ stageName: 'Test', actionName: `Part-${at}` }));
    const [, head, ...rest] = of(...many);
    expect(head).toBe('❌ svc-identity failed in Part-0, Part-1 and 6 more: npm run build exited with 1');
    expect(rest).toHaveLength(6);
    expect(rest.at(-1)).toBe('Also failed: Part-5, Part-6, Part-7');
  });
});

test.each([
  [['error: '.padEnd(150, 'ab '), 'second'], /^error: [ab ]{80,110}…$/],
  [['error: one', 'two', 'three'], /^error: one\ntwo\nthree$/],
  [['', 'error: one', 'second '.repeat(40)], /^error: one\n(second ?){8,11}…$/],
])('evidence is three rows of a phone, cut at a word: %j', (evidence, expected) => {
  const log = failure.log && { ...failure.log, evidence };
  expect(linesOf(failureView({ ...failure, log }))[1]).toMatch(expected);
});

test('a push text longer than a lock screen ends at a word, with an ellipsis', () => {
  const reason = {
    kind: 'words' as const,
    words: `The stack is in a state ${'and it waits for another one '.repeat(9)}`,
  };
  const { text } = failureView({ ...failure, actions: [{ ...built, reason }] });
  expect(text.length).toBeLessThanOrEqual(140);
  expect(text).toMatch(/[a-z]…$/);
});

test('a push text of a pipeline with the longest name still has place and cause', () => {
  const { text } = failureView({ ...failure, pipelineName: 'a'.repeat(100) });
  expect(text).toMatch(/^a{100} failed in Build: npm run/);
});

describe('the small print', () => {
  const printOf = (change: Partial<Failure>, options: FailureOptions = {}) =>
    words(failureView({ ...failure, ...change }, options))[1];

  test.each([
    [{ streak: { count: 3, orMore: false } }, '3rd in a row · no success yet· main'],
    [{ streak: { count: 3, orMore: true } }, 'At least 3 in a row· main'],
    [{ streak: undefined, attempt: 2 }, 'Attempt 2· main'],
    [{ streak: undefined, branch: undefined }, 'Started by a push'],
    [{ streak: undefined, branch: undefined, trigger: undefined }, undefined],
  ])('%j', (change, expected) => {
    const printed = printOf(change);
    expect(expected ? printed : printed?.slice(0, 4)).toBe(expected ?? 'Open');
  });

  test.each([
    ['StartPipelineExecution', 'arn:aws:sts::123456789012:assumed-role/Admin/jonas.weber', 'started by jonas.weber'],
    ['StartPipelineExecution', 'arn:aws:sts::123456789012:assumed-role/Admin/jonas@example.com', 'started by jonas'],
    ['StartPipelineExecution', undefined, 'started by hand'],
    ['CreatePipeline', 'arn:aws:iam::123456789012:user/ops', 'started when it was created'],
    ['PutActionRevision', undefined, 'started by a new revision'],
    ['ManualRollback', 'arn:aws:iam::123456789012:user/ops', 'rolled back by ops'],
    ['AutomatedRollback', `{"FailedPipelineExecutionId":"${ID}"}`, 'rolled back automatically after 1b2c3d4e failed'],
    ['AutomatedRollback', 'what', 'rolled back automatically'],
    ['SomethingNew', '{"a":1}', 'started by SomethingNew'],
  ])('%s of %s', (type, detail, expected) => {
    expect(printOf({ trigger: { type, detail } })).toContain(`· ${expected}`);
  });

  test.each(['Webhook', 'WebhookV2', 'PollForSourceChanges', 'CloudWatchEvent'])(
    '%s is what one expects: the branch',
    (type) => {
      expect(printOf({ trigger: { type } })).toMatch(/· main$/);
    },
  );

  test('who posted it', () => {
    expect(printOf({}, { postedBy: 'U7' })).toMatch(/posted by @?.*U7/);
  });

  test.each([
    [
      { what: 'log', why: 'access-denied', permission: 'logs:GetLogEvents' },
      'Couldn’t read the log: no permission logs:GetLogEvents.',
    ],
    [{ what: 'log', why: 'none' }, 'This build wrote no log.'],
    [{ what: 'action', why: 'none' }, 'AWS lists no action that failed.'],
    [
      { what: 'earlier executions', why: 'throttled' },
      'Couldn’t read the earlier runs: AWS is getting too many requests.',
    ],
  ] as const)('%j', (unread, expected) => {
    expect(words(failureView({ ...failure, unread: [unread] }))[2]).toBe(expected);
  });
});

test('every source is named, the first four with what changed', () => {
  const revisions = Array.from({ length: 6 }, (_, at) => ({ name: `Source-${at}`, id: `v${at}`, summary: 'Changed' }));
  expect(linesOf(failureView({ ...without('log'), revisions })).slice(1)).toEqual([
    ...[0, 1, 2, 3].map((at) => `v${at} Changed (Source-${at})`),
    'and 2 more sources',
  ]);
});

test('an author without a name is called by what stands before the @', () => {
  const [revision] = failure.revisions;
  const revisions = revision ? [{ ...revision, author: { email: 'maya@example.com' } }] : [];
  expect(linesOf(failureView({ ...failure, revisions })).at(-1)).toMatch(/ – maya$/);
});

test('the person to look is named behind the commit', () => {
  const message = failureView(failure, { mentions: [{ group: 'S1' }, { user: '<!here>' }] });
  expect(JSON.stringify(message.blocks)).toContain('{"type":"usergroup","usergroup_id":"S1"}');
  expect(JSON.stringify(message.blocks)).not.toContain('!here');
});

test('a channel shared with another company gets no log line, but AWS’s reason', () => {
  const message = failureView(failure, { hideLog: true });
  const said = words(message).join('\n');
  expect(said).not.toContain('TS2345');
  expect(said).toContain('npm run build exited with 1');
  expect(said).toContain('shared with another company');
});

test('the log stands in a preformatted block that none of its lines can close', () => {
  const reply = failure.log && logReplyView(failure, failure.log);
  expect(reply?.text).toBe('The last 4 lines of Build in svc-identity.');
  expect(JSON.stringify(reply?.blocks)).toContain('"type":"rich_text_preformatted"');
  expect(renderedText(reply?.blocks)).toContain('> tsc');
});

test('a preview asks before it posts, and a posted one can not be posted again', () => {
  const preview = failureView(failure, { preview: true });
  expect(labels(preview)).toEqual(['Post here…', 'Show log', 'Details…']);
  expect(JSON.stringify(preview.blocks)).toContain('"confirm":');
  expect(labels(failureView(failure, { postedBy: 'U7' }))).toEqual(['Open build', 'Show log', 'Details…']);
});

describe('where operators are named', () => {
  const usual = ['Open build', 'Show log', 'Details…'];
  const acts = (given: Partial<Failure>, options: FailureOptions = {}) =>
    labels(failureView({ ...failure, ...given }, { canAct: true, ...options })).filter(
      (one = '') => !usual.includes(one),
    );

  test('what can be done stands behind the other buttons, in one row of a phone', () => {
    expect(labels(failureView(failure, { canAct: true }))).toEqual(['Show log', 'Retry…', 'Roll back…']);
    expect(labels(failureView(failure))).toEqual(usual);
  });

  test('nothing goes back that never succeeded, reads a source or has gone back', () => {
    expect(acts({ streak: { count: 1, orMore: true } })).toEqual(['Retry…']);
    expect(acts({ actions: [{ ...built, category: 'Source' }] })).toEqual(['Retry…']);
    expect(acts({}, { rolledBack: { to: '1234abcd' } })).toEqual(['Retry…']);
  });

  test('nothing is offered while a retry runs, or of a run without a usual id', () => {
    expect(acts({}, { retrying: true })).toEqual([]);
    expect(acts({ pipelineExecutionId: 'no-uuid' })).toEqual([]);
    expect(acts({ actions: [] })).toEqual(['Open run', 'Retry…']);
  });
});

test('what becomes of it: a retry runs and who began it, a rollback left it broken', () => {
  const act = { verb: 'retry', by: 'U061F7AUR', at: Date.UTC(2026, 10, 23, 14, 2) } as const;
  const retried = failureView(failure, { retrying: true, act });
  expect(JSON.stringify(retried.blocks[1])).toContain('Retried by <@U061F7AUR> · <!date^1795442520^{time}|');
  expect(retried.text).toBe(failureView(failure).text);
  expect(linesOf(failureView(failure, { retrying: true }))[0]).toMatch(/ · being retried$/);
  const rolledBack = { to: '1234abcd'.repeat(5), broken: '5678ef01'.repeat(5) };
  expect(linesOf(failureView(failure, { rolledBack }))[1]).toBe('Rolled back to 1234abcd; 5678ef01 is still broken');
});

describe('works again', () => {
  const was = { place: { stageName: 'Build', actionName: 'Build' }, reason: built.reason, more: 0 };
  test.each([
    ['retry' as const, 'svc-identity works again after 31 s, on retry'],
    ['same revision' as const, 'svc-identity works again after 31 s, same revision'],
    [
      { id: 'c60a4365'.repeat(5), summary: 'fix: totals\n\nmore' },
      'svc-identity works again after 31 s, with c60a4365 fix: totals',
    ],
    [{ id: '' }, 'svc-identity works again after 31 s'],
    [undefined, 'svc-identity works again after 31 s'],
  ])('by %j', (by, expected) => {
    const message = fixedView(failure, { afterMs: 31_000, by }, was);
    expect(message.text).toBe(expected);
    expect(linesOf(message)).toEqual([`✅ ${expected}`, 'Was: Build, npm run build exited with 1']);
    expect(recoveryReplyView(failure, { afterMs: 31_000, by }).text).toBe(expected);
  });

  test('fails elsewhere now: both, in one sentence', () => {
    const now = {
      place: { stageName: 'Deploy', actionName: 'Deploy' },
      reason: { kind: 'permission' as const, action: 'ecs:UpdateService' },
      more: 0,
    };
    expect(linesOf(nowFailingView(failure, now, was))).toEqual([
      'Now failing in Deploy: its role may not ecs:UpdateService (was: npm run build exited with 1)',
    ]);
  });
});

test('nothing but the execution known: still a message that leads on', () => {
  const { pipelineName, region, pipelineExecutionId } = failure;
  const bare = { pipelineName, region, pipelineExecutionId, attempt: 1, actions: [], revisions: [], unread: [] };
  const message = failureView(bare);
  expect(message.text).toBe('svc-identity failed.');
  expect(linesOf(message)).toEqual(['❌ svc-identity failed']);
  expect(labels(message)).toEqual(['Open run']);
});

test.each([
  [0, '1 s'],
  [40_000, '40 s'],
  [59_600, '1 min'],
  [42 * 60_000, '42 min'],
  [185 * 60_000, '3 h 5 min'],
  [52 * 3_600_000, '2 d 4 h'],
])('%d ms are %s', (milliseconds, expected) => {
  expect(roughly(milliseconds)).toBe(expected);
});

test.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [11, '11th'],
  [23, '23rd'],
])('%d is the %s', (count, expected) => {
  expect(ordinal(count)).toBe(expected);
});
