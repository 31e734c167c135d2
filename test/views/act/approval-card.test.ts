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
  pipelineName: name,
  region,
  pipelineExecutionId: executionId,
  stageName: name,
  actionName: name,
  token: executionId,
});
const approval = fc.record({
  at,
  comment: maybe(text),
  link: maybe(fc.oneof(text, fc.webUrl())),
  until: maybe(time),
  revisions: fc.array(
    fc.record({
      name: text,
      id: text,
      summary: maybe(text),
      url: maybe(fc.webUrl()),
      author: maybe(fc.record({ name: maybe(text) })),
    }),
    { maxLength: 30 },
  ),
  trigger: maybe(
    fc.record({ triggerType: maybe(fc.constantFrom('StartPipelineExecution', 'Webhook')), triggerDetail: maybe(text) }),
  ),
});
const outcome: fc.Arbitrary<ApprovalOutcome> = fc.record({
  status: fc.constantFrom<ApprovalOutcome['status']>('approved', 'rejected', 'expired', 'killed', 'ended', 'withdrawn'),
  by: maybe(text),
  words: maybe(text),
  at: maybe(time.map(Number)),
  people: maybe(fc.array(fc.constant('U061F7AUR'), { maxLength: 60 })),
});
const votes = maybe(
  fc.record({ by: fc.array(fc.constant('U061F7AUR'), { maxLength: 60 }), needed: fc.nat({ max: 99 }) }),
);
const operators = fc.array(fc.constantFrom('S0614TZR7', 'U061F7AUR'), { maxLength: 60 });

test('cards, their last word and their reminder are within Slack’s limits for anything', () => {
  forAll(
    fc.property(approval, maybe(outcome), votes, operators, (shown, decided, counted, who) => {
      const views = [
        approvalCardView({ approval: shown, outcome: decided, votes: counted, operators: decided ? [] : who }),
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
    pipelineName: 'pay',
    region: 'eu-west-1',
    pipelineExecutionId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
    stageName: 'Prod',
    actionName: 'Approve',
    token: 'cc7b9f0a-5f60-4a7b-8c9d-0e1f2a3b4c5d',
  },
  revisions: [],
};

test('an approval whose link is only control characters shows none', () => {
  const card = approvalCardView({ approval: { ...shown, link: '\u0000\u0007\n' }, operators: [] });
  expect(checkBlocks(card.blocks, 'message', '')).toEqual([]);
  expect(JSON.stringify(card.blocks)).not.toContain('rich_text_quote');
});

test('people are named by Slack’s ids where they are known; what AWS keeps is shown as it is, and no e-mail address', () => {
  const drawn = (outcome: ApprovalOutcome) => JSON.stringify(approvalOverView({ approval: shown, outcome }).blocks);
  expect(drawn({ status: 'approved', people: ['U061F7AUR'], words: 'ship it' })).toContain('"user_id":"U061F7AUR"');
  const words = 'Ada Lovelace (U061F7AUR) in Slack: ship it';
  const by = 'arn:aws:sts::123456789012:assumed-role/Admin/ada@example.com';
  const console = drawn({ status: 'rejected', by, words });
  expect(console).toContain('🚫 Rejected');
  expect(console).toContain('" ada"');
  expect(console).not.toContain('@example.com');
  expect(console).not.toContain('user_id');
  expect(console).toContain(` · ${words}`);
});

test('a card counts those who have approved, where several must', () => {
  const votes = { by: ['U061F7AUR'], needed: 2 };
  const { blocks } = approvalCardView({ approval: shown, votes, operators: ['S0614TZR7'] });
  expect(renderedText(blocks)).toContain('1 of 2 have approved:');
});
