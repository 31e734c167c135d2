import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../../../playground/index.js';
import type { ApprovalOutcome } from '../../../src/domain/approval.js';
import { approvalCardView, approvalOverView, approvalReminderView } from '../../../src/views/act/approval-card.js';
import { executionId, hostileText, name, region } from '../../arbitraries.js';
import { forAll } from '../../for-all.js';

const text = hostileText(3000);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const time = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });

const at = fc.record({
  ...{ pipelineName: name, region, pipelineExecutionId: executionId, stageName: name, actionName: name },
  token: executionId,
});
const approval = fc.record({
  ...{ at, comment: maybe(text), link: maybe(fc.oneof(text, fc.webUrl())), until: maybe(time) },
  revisions: fc.array(
    fc.record({
      ...{ name: text, id: text, summary: maybe(text), url: maybe(fc.webUrl()) },
      author: maybe(fc.record({ name: maybe(text) })),
    }),
    { maxLength: 30 },
  ),
  trigger: maybe(
    fc.record({ triggerType: maybe(fc.constantFrom('StartPipelineExecution', 'Webhook')), triggerDetail: maybe(text) }),
  ),
});
const outcome: fc.Arbitrary<ApprovalOutcome> = fc.record({
  status: fc.constantFrom<ApprovalOutcome['status']>('approved', 'rejected', 'expired', 'killed', 'ended'),
  ...{ by: maybe(text), words: maybe(text), at: maybe(time.map(Number)) },
});
const operators = fc.array(fc.constantFrom('S0614TZR7', 'U061F7AUR'), { maxLength: 60 });

test('cards, their last word and their reminder are within Slack’s limits for anything', () => {
  forAll(
    fc.property(approval, maybe(outcome), operators, (shown, decided, who) => {
      const views = [
        approvalCardView({ approval: shown, outcome: decided, operators: decided ? [] : who }),
        approvalReminderView({ approval: shown, startedAt: 0, operators: who }),
        ...(decided ? [approvalOverView({ approval: shown, outcome: decided })] : []),
      ];
      for (const view of views) {
        expect(checkBlocks(view.blocks, 'message', '')).toEqual([]);
        expect(view.text.length).toBeLessThan(2000);
        expect(renderedText(view.blocks).length).toBeLessThanOrEqual(12_000);
      }
    }),
    { numRuns: 100 },
  );
});

const shown = {
  at: {
    ...{ pipelineName: 'pay', region: 'eu-west-1', pipelineExecutionId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d' },
    ...{ stageName: 'Prod', actionName: 'Approve', token: 'cc7b9f0a-5f60-4a7b-8c9d-0e1f2a3b4c5d' },
  },
  revisions: [],
};

test('whoever decided in Slack is named by their id, and an address of the console is no e-mail address', () => {
  const words = 'Ada (The Great) Lovelace (U061F7AUR) in Slack: ship (it) in Slack: now';
  const ours = JSON.stringify(approvalOverView({ approval: shown, outcome: { status: 'approved', words } }).blocks);
  expect(ours).toContain('"text":" · ship (it) in Slack: now"');
  const by = 'arn:aws:sts::123456789012:assumed-role/Admin/ada@example.com';
  const console = JSON.stringify(approvalOverView({ approval: shown, outcome: { status: 'rejected', by } }).blocks);
  expect(console).toContain('🚫 Rejected');
  expect(console).toContain('" ada"');
  expect(console).not.toContain('@example.com');
});
