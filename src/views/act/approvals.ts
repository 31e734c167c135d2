import type { KnownBlock } from '@slack/types';
import { fullName } from '../../domain/account.js';
import type { ApprovalAddress } from '../../domain/act.js';
import { executionUrl, pipelineUrl } from '../console-links.js';
import { actions, context, type Message } from '../message.js';
import { refusalView } from '../refusal.js';
import { bold, line, link, richText, text } from '../rich-text.js';
import { counted, escapeMrkdwn, shortId } from '../text.js';
import { decisionButtons } from './buttons.js';

/** Each takes two of a message's fifty blocks. */
const MOST = 20;

/** What waits for a decision, each with its buttons. @param unread Pipelines that AWS said nothing of. */
export function approvalsView(approvals: ApprovalAddress[], asked: string[], unread: string[]): Message {
  const [only] = asked;
  const where = asked.length === 1 ? only : `the ${asked.length} pipelines of this channel`;
  const sentence = approvals.length
    ? `${counted(approvals.length, 'approval')} ${approvals.length === 1 ? 'waits' : 'wait'} in ${where}`
    : `No approval waits in ${where}`;
  const more = approvals.length - MOST;
  return {
    text: escapeMrkdwn(`${sentence}.`),
    blocks: [
      richText([line(text(`${approvals.length ? '⏸' : '✅'} ${sentence}`))]),
      ...approvals.slice(0, MOST).flatMap(approvalBlocks),
      ...(more > 0 ? [context(`and ${more} more: name a pipeline to see its own`)] : []),
      ...(unread.length ? [context(`AWS did not say what waits in ${unread.slice(0, 5).join(', ')}.`)] : []),
    ],
  };
}

function approvalBlocks(at: ApprovalAddress): KnownBlock[] {
  const { region, pipelineName, pipelineExecutionId: id, stageName, actionName } = at;
  const place = line(
    link(pipelineUrl(region, pipelineName), fullName(at), { bold: true }),
    text(' · '),
    bold(`${stageName} › ${actionName}`),
    text(' · '),
    link(executionUrl(region, pipelineName, id), shortId(id)),
  );
  return [richText([place]), actions(`approval ${at.token}`, decisionButtons(at))];
}

/** Why there is no list. */
export const NO_APPROVALS = {
  'not-set-up': 'Nobody can decide an approval from Slack here: the setting OPERATORS names who may.',
  'nothing-subscribed':
    'This channel has subscribed to no pipeline: name one, as in /pipeline-actions approvals my-pipeline.',
} as const;

export const noApprovalsView = (why: keyof typeof NO_APPROVALS, reference: string): Message =>
  refusalView(NO_APPROVALS[why], reference);
