import type { ApprovalOutcome } from '../../src/domain/approval.js';
import { approvalCardView, approvalOverView, approvalReminderView } from '../../src/views/act/approval-card.js';
import type { Chapter } from './chapter.js';

const approval = {
  at: {
    pipelineName: 'payments-api-prod',
    region: 'eu-west-1',
    stageName: 'Approval',
    actionName: 'Change-board',
    pipelineExecutionId: '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
    token: 'cc7b9f0a-5f60-4a7b-8c9d-0e1f2a3b4c5d',
  },
  comment: 'Change CHG0041822. Two pairs of eyes, please.',
  link: 'https://change.example.com/CHG0041822',
  until: new Date('2026-11-30T14:00:00Z'),
  revisions: [
    { name: 'Source', id: '2ee98655d1f24f7b', summary: 'Charge in cents', author: { name: 'Maya Chen' } },
    { name: 'Infra', id: '9d1c0b2a7e6f5d4c', summary: 'Larger queue', author: { name: 'Ada Lovelace' } },
  ],
  trigger: { triggerType: 'StartPipelineExecution', triggerDetail: 'arn:aws:iam::123456789012:user/maya' },
};
const startedAt = Date.parse('2026-11-23T14:00:00Z');
const at = Date.parse('2026-11-23T14:02:00Z');
const over = (when: string, outcome: ApprovalOutcome) =>
  [`The reply when it is over: ${when}`, approvalOverView({ approval, outcome })] as const;
const byAda = { people: ['U061F7AUR'], words: 'ship it' };

export const approvals: Chapter = {
  title: 'Approvals in a channel',
  entries: [
    ['The card while it waits', approvalCardView({ approval, operators: ['S0614TZR7', 'U061F7AUR'] })],
    ['The card where nobody may act from Slack', approvalCardView({ approval, operators: [] })],
    [
      'The card once it is decided',
      approvalCardView({ approval, outcome: { status: 'approved', ...byAda, at }, operators: [] }),
    ],
    over('approved', { status: 'approved', ...byAda, at }),
    over('in the console', {
      status: 'rejected',
      by: 'arn:aws:sts::123456789012:assumed-role/Release/priya.raman',
      at,
      words: 'Not before the holiday freeze ends',
    }),
    over('out of time', { status: 'expired', at }),
    over('the pipeline was changed', { status: 'killed', at }),
    over('its run was stopped or overtaken', { status: 'ended', at }),
    ['The reminder', approvalReminderView({ approval, startedAt, operators: ['S0614TZR7'] })],
  ],
};
