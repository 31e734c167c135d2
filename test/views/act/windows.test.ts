import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, checkView } from '../../../playground/index.js';
import { type ActAddress, decodeAct, encodeAct } from '../../../src/cursor/act-address.js';
import { type Act, type ActRefusal, type ApprovalAddress, type Operator, VERBS } from '../../../src/domain/act.js';
import { AWS_PROBLEMS, AwsProblem } from '../../../src/domain/aws-problem.js';
import { actReplyView } from '../../../src/views/act/act-reply.js';
import { approvalsView } from '../../../src/views/act/approvals.js';
import { decideWindow } from '../../../src/views/act/decide-window.js';
import { type ActResult, outcomeWindow } from '../../../src/views/act/outcome-window.js';
import { ACT_REFUSALS, mayNotBlocks, NO_TARGETS, standingBlocks } from '../../../src/views/act/refused.js';
import { retryWindow, rollBackWindow, stopWindow } from '../../../src/views/act/run-windows.js';
import { unreadWindow } from '../../../src/views/act/sentences.js';
import { loadingWindow, tellingWindow, workingWindow } from '../../../src/views/act/window.js';
import { wordsInAws } from '../../../src/views/act/words-in-aws.js';
import { anyText, executionId, name, region, webUrl } from '../../arbitraries.js';
import { failure } from '../../arbitrary-failure.js';
import { forAll } from '../../for-all.js';

const from = fc.constantFrom(
  undefined,
  { kind: 'card' as const, channel: `C${'0'.repeat(20)}`, ts: '1764039600.000100' },
  { kind: 'page' as const, blockId: 'x'.repeat(255), url: `https://hooks.slack.com/actions/${'x'.repeat(200)}` },
);
const at = fc
  .record({
    verb: fc.constantFrom(...VERBS),
    pipelineName: name,
    region,
    pipelineExecutionId: executionId,
    stageName: name,
    actionName: name,
    token: executionId,
    from,
  })
  .map(({ from: message, ...address }): ActAddress & ApprovalAddress =>
    message ? { ...address, from: message } : address,
  );
const words = anyText({ maxLength: 600 });
const operator: fc.Arbitrary<Operator> = fc.record({ id: fc.constant('U061F7AUR'), name: anyText({ maxLength: 200 }) });
const operators = fc.array(operator, { maxLength: 20 });
const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
const names = fc.array(name, { maxLength: 50 });
const revisions = failure.map((one) => one.revisions);
const trigger = fc.record(
  {
    triggerType: fc.constantFrom('StartPipelineExecution', 'WebhookV2', 'ManualRollback', 'New'),
    triggerDetail: anyText({ maxLength: 1024 }),
  },
  { requiredKeys: [] },
);

const taken = (view: unknown) => expect(checkView(view as never)).toEqual([]);

test('any window that decides is within Slack’s limits, and leads back to what it asks about', () => {
  const approval = fc.record(
    { comment: anyText({ maxLength: 2000 }), link: webUrl('https'), until: date, trigger },
    { requiredKeys: [] },
  );
  forAll(
    fc.property(
      at,
      approval,
      revisions,
      operators,
      fc.integer({ min: 1, max: 20 }),
      (address, given, out, votes, n) => {
        const decided = { ...address, verb: 'approve' as const };
        const all = { at: decided, standing: { kind: 'open' as const }, revisions: out, ...given };
        const view = decideWindow(decided, all, votes, n);
        taken(view);
        expect(decodeAct(view.private_metadata)).toEqual(decided);
      },
    ),
  );
});

test('any window that retries, stops or rolls back is within Slack’s limits', () => {
  const stage = fc.record({ stageName: name, failed: names, running: names, succeeded: names });
  const target = fc.record({
    pipelineExecutionId: executionId,
    startTime: fc.option(date, { nil: undefined }),
    revisions,
  });
  const targets = fc.uniqueArray(target, {
    selector: ({ pipelineExecutionId }) => pipelineExecutionId,
    minLength: 1,
    maxLength: 20,
  });
  forAll(
    fc.property(at, stage, targets, (address, given, back) => {
      const run = { ...given, execution: { revisions: [] }, revisions: [], failedIds: [] };
      for (const view of [retryWindow(address, run), stopWindow(address, run), rollBackWindow(address, back)])
        taken(view);
    }),
    { numRuns: 60 },
  );
});

const problem = fc
  .constantFrom(...AWS_PROBLEMS)
  .map((kind) => new AwsProblem(kind, 'codepipeline:PutApprovalResult', 'X', undefined));
const act: fc.Arbitrary<Act> = fc.record({
  verb: fc.constantFrom(...VERBS),
  by: operator,
  words,
  at: fc.integer({ min: 0, max: 4e12 }),
  outcome: fc.constantFrom('done' as const, undefined),
});
const result: fc.Arbitrary<ActResult> = fc.oneof(
  operator.map((by) => ({ kind: 'done' as const, by })),
  act.map((first) => ({ kind: 'too-late' as const, first })),
  fc
    .constantFrom(...(Object.keys(ACT_REFUSALS) as ActRefusal[]))
    .map((why) => ({ kind: 'refused' as const, why, code: 'X' })),
  fc.record({ kind: fc.constantFrom('not-done' as const, 'unknown' as const), problem }),
  fc.record({ kind: fc.constant('counted' as const), votes: operators, needed: fc.integer({ min: 2, max: 20 }) }),
  fc.record({
    kind: fc.constant('may-not' as const),
    why: fc.constantFrom('nobody', 'not-listed', 'outsider', 'slack-silent'),
    operators: fc.array(fc.constantFrom('S0614TZR7', 'U061F7AUR'), { maxLength: 50 }),
  }),
  fc.record({
    kind: fc.constant('own-change' as const),
    why: fc.constantFrom('wrote', 'started', 'unknown-author', 'unknown-starter'),
    revision: fc.constantFrom(undefined, '78eafd60'),
  }),
  fc.record({ kind: fc.constant('no-targets' as const), why: fc.constantFrom('v1', 'source', 'none') }),
);

test('any outcome is told within Slack’s limits', () => {
  forAll(
    fc.property(at, result, fc.constantFrom('', 'ALL_ACTIONS', 'abandon'), (address, came, choice) => {
      taken(outcomeWindow(address, came, choice, 'K7WQ4N'));
      if (came.kind === 'may-not') taken(tellingWindow('stop', mayNotBlocks(came, address.pipelineName)));
    }),
    { numRuns: 300 },
  );
});

test('any approval that is over, any problem, and what shows meanwhile, are told within Slack’s limits', () => {
  const standing = fc.record(
    {
      kind: fc.constantFrom('approved' as const, 'rejected' as const),
      by: anyText({ maxLength: 400 }),
      words,
      at: date,
    },
    { requiredKeys: ['kind'] },
  );
  forAll(
    fc.property(at, standing, problem, (address, over, unread) => {
      taken(tellingWindow(address.verb, standingBlocks(over)));
      taken(unreadWindow(address, unread, 'K7WQ4N'));
      taken(loadingWindow(address));
      taken(workingWindow(address));
    }),
  );
});

test('any reply in a thread, and any list of approvals, is within Slack’s limits and no markup', () => {
  forAll(
    fc.property(
      at,
      operator,
      words,
      date,
      fc.uniqueArray(at, { selector: ({ token }) => token, maxLength: 30 }),
      (address, by, said, now, all) => {
        const reply = actReplyView(address, by, said, now);
        expect(checkBlocks(reply.blocks, 'message', '/blocks')).toEqual([]);
        expect(reply.text).not.toMatch(/[<>\n]/);
        expect(JSON.stringify(reply.blocks)).not.toMatch(/mrkdwn|broadcast/);
        expect(checkBlocks(approvalsView(all, ['pay'], []).blocks, 'message', '/blocks')).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

describe('what stands in AWS', () => {
  test('is never longer than AWS takes, and says who first', () => {
    forAll(
      fc.property(
        fc.array(operator, { minLength: 1, maxLength: 20 }),
        words,
        fc.constantFrom(200, 512),
        (by, said, most) => {
          const standing = wordsInAws(by, said, most);
          expect(standing.length).toBeLessThanOrEqual(most);
          expect(standing).not.toMatch(/\p{Surrogate}/u);
          expect(standing).toContain('(U061F7AUR)');
        },
      ),
    );
  });
});

describe('what an act is about', () => {
  test('comes back from at most 1,200 characters', () => {
    forAll(
      fc.property(at, (address) => {
        const value = encodeAct(address);
        expect(value.length).toBeLessThanOrEqual(1200);
        expect(decodeAct(value)).toEqual(address);
      }),
    );
  });

  test('is nothing that this bot did not write', () => {
    forAll(
      fc.property(
        fc.oneof(
          anyText(),
          fc.array(anyText({ maxLength: 40 }), { maxLength: 10 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const read = decodeAct(text);
          if (read) expect(encodeAct(read)).toBe(text);
        },
      ),
    );
  });
});

test('every reason for no target has its sentence', () => {
  for (const sentence of Object.values(NO_TARGETS)) expect(sentence).toMatch(/\.$/);
});
