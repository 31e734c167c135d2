import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../../playground/index.js';
import { decodeListing } from '../../../src/cursor/page-cursor.js';
import type { FailedAction, Failure } from '../../../src/domain/failure.js';
import { type FailureOptions, failureView, recoveryReplyView } from '../../../src/views/failure/failure-view.js';
import { roughly } from '../../../src/views/failure/words.js';
import { failure as anyFailure } from '../../arbitrary-failure.js';
import { forAll } from '../../for-all.js';

const anyOptions: fc.Arbitrary<FailureOptions> = fc.record(
  {
    preview: fc.boolean(),
    mentions: fc.array(fc.oneof(fc.constant({ user: 'U0001' }), fc.constant({ group: 'S0001' })), { maxLength: 3 }),
    postedBy: fc.constant('U0002'),
    fixed: fc.record({
      afterMs: fc.integer({ min: 0, max: 1e11 }),
      byRevision: fc.option(fc.constantFrom('deadbeef00', '<!here>', ''), { nil: undefined }),
      attempt: fc.integer({ min: 1, max: 300 }),
    }),
    retrying: fc.boolean(),
    repeated: fc.integer({ min: 1, max: 5000 }),
    hideLog: fc.boolean(),
  },
  { requiredKeys: [] },
);

test('any failure is within Slack’s limits, and nothing in it is markup', () => {
  forAll(
    fc.property(anyFailure, anyOptions, (failure, options) => {
      const message = failureView(failure, options);
      expect(checkBlocks(message.blocks, 'message', '/blocks')).toEqual([]);
      expect(renderedText(message.blocks).length).toBeLessThan(12_000);
      expect(message.text.length).toBeLessThan(4000);
      const withoutOurs = message.text.replace(/^(<@U0001> |<!subteam\^S0001> )*/, '');
      expect(withoutOurs).not.toMatch(/[<>]/);
      expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"(mrkdwn|broadcast)"/);
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** Generated data are seldom long everywhere at once. */
test.each([1, 2, 5, 6, 45, 500])('%d failed actions with everything as long as it can be', (count) => {
  const long = (length: number) => 'x y'.repeat(length).slice(0, length);
  const action = {
    ...{ stageName: long(100), actionName: long(100), provider: long(35), code: long(100), reason: long(7000) },
    ...{ rejectedBy: long(200), url: 'https://example.com/', failedBefore: [100, 200, 300] },
  };
  const source = { name: long(100), id: long(100), summary: long(2048), author: { name: long(200) } };
  const now = new Date();
  const longest: Failure = {
    ...{ pipelineName: 'a'.repeat(100), region: 'eu-west-1', attempt: 300, failedAt: now },
    pipelineExecutionId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
    actions: Array.from({ length: count }, () => action),
    revisions: Array.from({ length: 50 }, () => source),
    streak: { count: 100, orMore: true, firstFailure: now, lastSuccess: now },
    branch: long(250),
    trigger: { type: long(40), detail: long(1024) },
    log: { of: long(300), lines: Array.from({ length: 15 }, () => long(1000)), masked: 400 },
    unread: Array.from({ length: 10 }, () => long(150)),
  };
  const message = failureView(longest, { preview: true, mentions: [{ user: 'U012345678' }], postedBy: 'U012345678' });
  expect(checkBlocks(message.blocks, 'message', '/blocks')).toEqual([]);
  expect(renderedText(message.blocks).length).toBeLessThan(12_000);
  expect(message.text.length).toBeLessThan(1000);
});

const unit: FailedAction = {
  stageName: 'Test',
  actionName: 'Unit',
  provider: 'CodeBuild',
  category: 'Test',
  code: 'JobFailed',
  reason: 'Error while executing command: npm test. Reason: exit status 1',
  url: 'https://console.aws.amazon.com/codebuild/home?region=eu-west-1#/builds/checkout-unit:1/view/new',
  failedBefore: [1],
};

const failure: Failure = {
  pipelineName: 'checkout-service',
  region: 'eu-west-1',
  pipelineExecutionId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
  status: 'Failed',
  attempt: 2,
  actions: [unit],
  streak: {
    count: 3,
    orMore: false,
    firstFailure: new Date('2026-11-22T09:00:00Z'),
    lastSuccess: new Date('2026-11-22T08:00:00Z'),
  },
  revisions: [
    {
      name: 'SourceArtifact',
      id: '1a2b3c4d5e6f',
      summary: 'Round refunds to the cent\n\nSee CHK-2291',
      url: 'https://example.com/commit/1a2b3c4d5e6f',
      author: { name: 'Maya Lindqvist', email: 'maya@example.com' },
    },
    { name: 'Config', id: 'v7', summary: 'Amazon S3 version id: v7' },
  ],
  branch: 'main',
  trigger: { type: 'StartPipelineExecution', detail: 'arn:aws:sts::123456789012:assumed-role/Admin/jonas.weber' },
  log: { of: 'Test › Unit', lines: ['expect(received).toBe(expected)', '```', 'exit status 1'], masked: 1 },
  unread: ['the build (no permission codebuild:BatchGetBuilds)'],
  failedAt: new Date('2026-11-23T10:00:00Z'),
};

/** The words of a message, block by block, as they are seen. */
const words = (message: { blocks: unknown[] }) => message.blocks.map((block) => renderedText(block));
const labels = (message: { blocks: unknown[] }) =>
  [...JSON.stringify(message.blocks.at(-1)).matchAll(/"plain_text","text":"([^"]+)"/g)].map(([, label]) => label);

test('a failure reads in the order in which one asks', () => {
  const message = failureView(failure);
  expect(words(message).slice(0, -1)).toEqual([
    '❌ checkout-service failed, attempt 2',
    'Test › Unit · CodeBuild · JobFailed · also failed on attempt 1' +
      'Error while executing command: npm test. Reason: exit status 1',
    'Failed 2026-11-23 10:00 UTC · 3rd failure in a row, the first 2026-11-22 09:00 UTC' +
      ' · last success 2026-11-22 08:00 UTC' +
      '1a2b3c4d Round refunds to the cent – Maya Lindqvist (SourceArtifact)' +
      'v7 Amazon S3 version id: v7 (Config)' +
      'Branch main · started by StartPipelineExecution (jonas.weber)',
    'Last 3 lines of Test › Unit, 1 secret masked' + 'expect(received).toBe(expected)\n```\nexit status 1',
    'Could not be read: the build (no permission codebuild:BatchGetBuilds).',
  ]);
  expect(message.text).toBe(
    'checkout-service failed in Test › Unit (attempt 2, 3rd failure in a row): ' +
      'Error while executing command: npm test. Reason: exit status 1.',
  );
  expect(labels(message)).toEqual(['Show actions', 'Open build', 'Open execution']);
});

test('the log stands in a preformatted block that none of its lines can close', () => {
  const printed = failureView(failure).blocks.flatMap((block) =>
    block.type === 'rich_text' ? block.elements.filter(({ type }) => type === 'rich_text_preformatted') : [],
  );
  expect(printed).toEqual([
    {
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: 'expect(received).toBe(expected)\n```\nexit status 1' }],
    },
  ]);
});

test('the buttons carry the execution, so that a click needs nothing else', () => {
  const blockId = failureView(failure).blocks.at(-1)?.block_id ?? '';
  expect(decodeListing(blockId)).toMatchObject({
    pipelineName: 'checkout-service',
    region: 'eu-west-1',
    filter: { pipelineExecutionId: failure.pipelineExecutionId },
  });
});

test.each([
  ['arn:aws:events:eu-west-1:123456789012:rule/nightly', 'Started by CloudWatchEvent (nightly)'],
  [
    'arn:aws:codestar-connections:eu-west-1:1:connection/2f8e1c54-9a3b-4d7e-8c61-5b0f7d2a9e13',
    'Started by CloudWatchEvent',
  ],
  ['<!channel>', 'Started by CloudWatchEvent (<!channel>)'],
])('what started it, of %s', (detail, expected) => {
  const trigger = { type: 'CloudWatchEvent', detail };
  const [, , since] = words(failureView({ ...failure, trigger, branch: undefined, revisions: [] }));
  expect(since).toMatch(new RegExp(`UTC${expected.replace(/[()]/g, '.')}$`));
});

test('a channel shared with another company gets no log line', () => {
  const said = words(failureView(failure, { hideLog: true })).join('\n');
  expect(said).not.toContain('exit status 1```');
  expect(said).not.toContain('toBe(expected)');
  expect(said).toContain('3rd failure in a row');
});

test('a preview can be posted, and a posted one says by whom', () => {
  expect(labels(failureView(failure, { preview: true }))[0]).toBe('Post to this channel');
  const posted = failureView(failure, { postedBy: 'U7' });
  expect(words(posted)[0]).toBe('❌ checkout-service failed, attempt 2, posted by @U7');
  expect(labels(posted)).not.toContain('Post to this channel');
});

test('a fixed failure is condensed and has no dead button', () => {
  const fixed = { afterMs: 42 * 60_000, byRevision: 'abc1234', attempt: 2 };
  const message = failureView(failure, { fixed, mentions: [{ group: 'S1' }] });
  expect(words(message).slice(0, -1)).toEqual([
    '✅ checkout-service · Fixed after 42 min by abc1234, attempt 2 @S1',
    'It had failed in Test › Unit: Error while executing command: npm test. Reason: exit status 1',
  ]);
  expect(message.text).toBe('<!subteam^S1> checkout-service is fixed after 42 min by abc1234, attempt 2.');
  expect(labels(message)).toEqual(['Show actions', 'Open execution']);
  expect(recoveryReplyView(failure, fixed).text).toBe('checkout-service is fixed after 42 min by abc1234, attempt 2.');
});

describe('a rejected approval', () => {
  const rejection: FailedAction = {
    stageName: 'Approval',
    actionName: 'Approve',
    provider: 'Manual',
    category: 'Approval',
    reason: 'Not before the freeze ends.',
    rejectedBy: 'priya.raman',
    failedBefore: [],
  };

  test('names the reviewer and quotes their words', () => {
    const message = failureView({ ...failure, actions: [rejection], attempt: 1, streak: undefined });
    expect(words(message)[1]).toBe(
      'Approval › Approve · Manual · rejected by priya.raman' + 'Not before the freeze ends.',
    );
    expect(message.text).toBe(
      'checkout-service failed in Approval › Approve: rejected by priya.raman, Not before the freeze ends.',
    );
  });
});

test('a reason too long to show keeps its beginning and its end, and says where the whole is', () => {
  const reason = `Stack update failed: ${'a resource, '.repeat(400)}and at last the subnet conflicts`;
  const message = failureView({ ...failure, actions: [{ ...unit, reason }] });
  const quoted = words(message)[1] ?? '';
  expect(quoted).toContain('Stack update failed:');
  expect(quoted).toContain('and at last the subnet conflicts');
  expect(quoted.length).toBeLessThan(1400);
  expect(words(message).join()).toContain('Show actions, then Details…, has them whole');
});

test('nothing but the execution known: still a message that leads on', () => {
  const { pipelineName, region, pipelineExecutionId } = failure;
  const bare = {
    pipelineName,
    region,
    pipelineExecutionId,
    attempt: 1,
    actions: [],
    revisions: [],
    unread: ['anything'],
  };
  const message = failureView(bare);
  expect(message.text).toBe('checkout-service failed.');
  expect(words(message).slice(0, -1)).toEqual(['❌ checkout-service failed', 'Could not be read: anything.']);
  expect(labels(message)).toEqual(['Show actions', 'Open execution']);
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
