import type { ActAddress } from '../../src/cursor/act-address.js';
import type { Act, ActRefusal, ApprovalAddress, Verb } from '../../src/domain/act.js';
import { AWS_PROBLEMS, AwsProblem } from '../../src/domain/aws-problem.js';
import { actReplyView } from '../../src/views/act/act-reply.js';
import { approvalsView, NO_APPROVALS, noApprovalsView } from '../../src/views/act/approvals.js';
import { decideWindow } from '../../src/views/act/decide-window.js';
import { type ActResult, outcomeWindow } from '../../src/views/act/outcome-window.js';
import { ACT_REFUSALS, NO_TARGETS, say, standingBlocks } from '../../src/views/act/refused.js';
import { retryWindow, rollBackWindow, stopWindow } from '../../src/views/act/run-windows.js';
import {
  bugWindow,
  NOT_RUNNING,
  NOTHING_FAILED,
  notBegunWindow,
  SAY_WHY,
  staleWindow,
  unreadWindow,
} from '../../src/views/act/sentences.js';
import { loadingWindow, tellingWindow, workingWindow } from '../../src/views/act/window.js';
import type { Chapter } from './chapter.js';
import { renderBlocks } from './render.js';

const REFERENCE = 'K7WQ4N';
const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const by = { id: 'U061F7AUR', name: 'Ada Lovelace' };
const run = { pipelineName: 'payments-api', region: 'eu-west-1', pipelineExecutionId: ID };
const approval: ApprovalAddress = { ...run, stageName: 'Approval', actionName: 'Change-board', token: ID };
const approve = { verb: 'approve' as const, ...approval };
const reject = { verb: 'reject' as const, ...approval };
const to = (verb: Verb): ActAddress => ({ verb, ...run, stageName: 'Deploy' });
const when = new Date('2026-11-23T14:02:00Z');
const revisions = [
  { name: 'Source', id: 'c60a43651a2b3c4d', summary: 'fix: totals are rounded per line', author: { name: 'Grace' } },
];
const asked = {
  at: approval,
  standing: { kind: 'open' as const },
  comment: 'Change CHG0041822. Two pairs of eyes, please.',
  link: 'https://changes.example.com/CHG0041822',
  until: when,
  revisions,
  trigger: { triggerType: 'StartPipelineExecution', triggerDetail: 'arn:aws:iam::123456789012:user/maya' },
};
const stage = {
  execution: { revisions: [] },
  revisions,
  stageName: 'Deploy',
  failedIds: [ID],
  failed: ['Blue-green'],
  running: [] as string[],
  succeeded: ['Smoke'],
};
const first = (act: Partial<Act>): Act => ({ verb: 'approve', by, words: 'ship it', at: when.getTime(), ...act });
const problem = (kind: (typeof AWS_PROBLEMS)[number]) =>
  new AwsProblem(kind, 'codepipeline:PutApprovalResult', 'X', undefined, {
    ...(kind === 'unknown-account' && { alias: 'payments' }),
  });
const came = (at: ActAddress, result: ActResult, choice = '') => outcomeWindow(at, result, choice, REFERENCE);
const done = (verb: Verb, choice = '') =>
  came({ approve, reject }[verb as 'approve'] ?? to(verb), { kind: 'done', by }, choice);
const operators = ['S0614TZR7', 'U061F7AUR'];
const mayNot = (why: Extract<ActResult, { kind: 'may-not' }>['why']) =>
  came(approve, { kind: 'may-not', why, operators });
const own = (why: Extract<ActResult, { kind: 'own-change' }>['why']) =>
  came(approve, { kind: 'own-change', why, revision: 'c60a4365' });
const inWords = (blocks: Parameters<typeof renderBlocks>[0]) => renderBlocks(blocks);
const listed = (sentences: Record<string, string>) =>
  Object.entries(sentences)
    .map(([why, sentence]) => `${why}: ${sentence}`)
    .join('\n');

export const acting: Chapter = {
  title: 'Acting',
  entries: [
    ['/pipeline-actions approvals', approvalsView([approval], ['payments-api'], [])],
    ['Nothing waits, and a pipeline could not be read', approvalsView([], ['payments-api', 'web'], ['web'])],
    ['No operators are named', noApprovalsView('not-set-up', REFERENCE)],
    ['The channel has no subscription', NO_APPROVALS['nothing-subscribed']],
    ['Approve…', decideWindow(approve, asked, [], 1)],
    ['Approve…, where two must', decideWindow(approve, asked, [by], 2)],
    ['Reject…', decideWindow(reject, asked, [], 1)],
    ['Retry…', retryWindow(to('retry'), stage)],
    ['Retry…, while others of the stage run', retryWindow(to('retry'), { ...stage, running: ['Canary'] })],
    ['Stop…', stopWindow(to('stop'), { ...stage, failed: [], running: ['Blue-green'] })],
    ['Roll back…', rollBackWindow(to('roll-back'), [{ pipelineExecutionId: ID, startTime: when, revisions }])],
    ['While AWS is asked', loadingWindow(approve)],
    ['While AWS does it', workingWindow(approve)],
    ['A reason is missing', SAY_WHY],
    ['Approved', done('approve')],
    ['Rejected by a person', done('reject')],
    ['Retried: what failed', done('retry', 'FAILED_ACTIONS')],
    ['Retried: the whole stage', done('retry', 'ALL_ACTIONS')],
    ['Stopped, when what is under way has ended', done('stop', 'wait')],
    ['Stopped at once', done('stop', 'abandon')],
    ['Rolled back', done('roll-back')],
    ['In the thread of the message clicked in', actReplyView(to('retry'), by, '', when)],
    ['In the thread: rejected, with words', actReplyView(reject, by, 'Not before the freeze ends.', when)],
    ['One of several approvals', came(approve, { kind: 'counted', votes: [by], needed: 2 })],
    ['Someone else was first', came(approve, { kind: 'too-late', first: first({ outcome: 'done' }) })],
    ['Someone else is doing it', came(approve, { kind: 'too-late', first: first({}) })],
    ['Not an operator', mayNot('not-listed')],
    ['No operators for this pipeline', mayNot('nobody')],
    ['A guest or a bot', mayNot('outsider')],
    ['Slack does not say who is in the group', mayNot('slack-silent')],
    ['The change is their own', own('wrote')],
    ['They started the run', own('started')],
    ['The author is not known', own('unknown-author')],
    ['The starter is not known', own('unknown-starter')],
    [
      'The approval was rejected',
      inWords(standingBlocks({ kind: 'rejected', by: 'arn:x/maya', words: 'No', at: when })),
    ],
    ['The approval ran out of time', inWords(standingBlocks({ kind: 'expired' }))],
    ['The approval is gone', inWords(standingBlocks({ kind: 'gone' }))],
    ['Nothing to retry or to stop', tellingWindow('stop', [say(NOTHING_FAILED), say(NOT_RUNNING)])],
    ['Nothing to go back to', listed(NO_TARGETS)],
    ['AWS refuses', listed(ACT_REFUSALS satisfies Record<ActRefusal, string>)],
    ...AWS_PROBLEMS.map(
      (kind) => [`Not done: ${kind}`, came(approve, { kind: 'not-done', problem: problem(kind) })] as const,
    ),
    ['Perhaps done', came(approve, { kind: 'unknown', problem: problem('timed-out') })],
    ['The window can’t be filled', unreadWindow(approve, problem('access-denied'), REFERENCE)],
    ['The table can’t be reached', notBegunWindow(approve, REFERENCE)],
    ['A window of another version', staleWindow('approve', REFERENCE)],
    ['A fault of the bot before it', bugWindow(approve, false, REFERENCE)],
    ['A fault of the bot after it', bugWindow(approve, true, REFERENCE)],
  ],
};
