import type { Cause } from '../../src/domain/cause.js';
import type { DigestMember } from '../../src/domain/digest.js';
import type { Failure, Unread } from '../../src/domain/failure.js';
import { executionListing } from '../../src/domain/listing.js';
import type { Reason } from '../../src/domain/reason.js';
import { reasonInWords } from '../../src/views/cause.js';
import { digestView } from '../../src/views/digest.js';
import { failureView } from '../../src/views/failure/failure-view.js';
import { fixedView, nowFailingView, recoveryReplyView } from '../../src/views/failure/fixed-view.js';
import { logModal, logReplyView, noLogModal } from '../../src/views/failure/log-view.js';
import { noFailureView } from '../../src/views/failure/no-failure.js';
import { unreadInWords } from '../../src/views/failure/small-print.js';
import type { Chapter } from './chapter.js';

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const EVIDENCE = 'src/cart/totals.ts:48:21 - error TS2345: Argument of type ‘string’ is not assignable.';
const place = { stageName: 'Build', actionName: 'Build' };
const built: Reason = { kind: 'command', command: 'npm run build', status: '1' };

const build = { actionExecutionId: ID, category: 'Build', url: 'https://example.com/build' };

const failure: Failure = {
  pipelineName: 'svc-identity',
  region: 'eu-west-1',
  pipelineExecutionId: ID,
  status: 'Failed',
  attempt: 1,
  actions: [{ ...place, ...build, reason: built, failedBefore: [] }],
  streak: { count: 1, orMore: false, lastSuccess: new Date('2026-11-23T18:08:00Z') },
  revisions: [
    { name: 'Source', id: 'c60a43651a2b3c4d', summary: 'fix: totals are rounded per line', author: { name: 'Ada' } },
  ],
  branch: 'main',
  trigger: { type: 'WebhookV2' },
  log: {
    of: { ...place, actionExecutionId: ID },
    lines: ['> tsc', EVIDENCE, 'exit status 1'],
    evidence: [EVIDENCE],
    masked: 1,
  },
  unread: [],
  failedAt: new Date('2026-11-23T20:00:00Z'),
};
const because = (reason: Reason): Failure => ({
  ...failure,
  log: undefined,
  actions: [{ ...place, reason, failedBefore: [] }],
});
const permission: Reason = { kind: 'permission', action: 'ecs:UpdateService', resource: 'service/production/svc' };
const rejected: Reason = { kind: 'rejected', by: 'priya.raman', words: 'Not before the holiday freeze ends.' };
const cause: Cause = { place, reason: built, more: 0 };
const now: Cause = { place: { stageName: 'Deploy' }, reason: permission, more: 0 };

const REASONS: Reason[] = [
  built,
  permission,
  { kind: 'refused', by: 'artifact' },
  { kind: 'refused', by: 'connection' },
  { kind: 'refused', by: 'Amazon S3' },
  rejected,
  { kind: 'resources', change: 'update', names: ['Service', 'Table'], why: 'Rate exceeded' },
  { kind: 'instances' },
  { kind: 'function', name: 'smoke-test', minutes: 20 },
  { kind: 'branch', branch: 'main', repository: 'acme/svc' },
  { kind: 'builds', failed: ['linux', 'windows'], count: 3 },
  { kind: 'condition', when: 'entry', rule: 'no-alarms' },
  { kind: 'words', words: 'The deployment failed because no instances were found' },
  { kind: 'unknown' },
];

const UNREAD: Unread[] = [
  { what: 'log', why: 'access-denied', permission: 'logs:GetLogEvents' },
  { what: 'log', why: 'none' },
  { what: 'log', why: 'empty' },
  { what: 'log', why: 'not-in-cloudwatch' },
  { what: 'log', why: 'not-found' },
  { what: 'build', why: 'not-found' },
  { what: 'action', why: 'none' },
  { what: 'execution', why: 'throttled' },
  { what: 'earlier executions', why: 'timed-out' },
];

const key = { account: '', region: 'eu-west-1', pipelineName: 'svc-identity' };
const member = (ts: string, pipelineName: string, count: number): DigestMember => ({
  ts,
  pipeline: { ...key, pipelineName },
  cause,
  status: 'failed',
  count,
});
const since = Date.parse('2026-11-23T23:20:00Z');
const subject = { listing: executionListing(failure), address: { pipelineExecutionId: ID, actionExecutionId: ID } };
const listing = executionListing(failure);

const retried = { verb: 'retry', by: 'U061F7AUR', at: since } as const;

export const failures: Chapter = {
  title: 'Failures',
  entries: [
    ['In a channel', failureView(failure)],
    ['In a channel, with a person to mention', failureView(failure, { mentions: [{ user: 'U061F7AUR' }] })],
    ['In a channel that another company reads', failureView(failure, { hideLog: true })],
    ['A preview', failureView(failure, { preview: true })],
    ['Posted by a person', failureView(failure, { postedBy: 'U061F7AUR' })],
    ['While it is retried', failureView(failure, { retrying: true, act: retried })],
    ['Rejected', failureView(because(rejected))],
    ['A missing permission', failureView(because(permission))],
    ['Nothing but that it failed', failureView({ ...because({ kind: 'unknown' }), revisions: [], streak: undefined })],
    ['Why, in one line each', REASONS.map((reason) => `${reason.kind}: ${reasonInWords(reason)}`).join('\n')],
    ['What could not be read, in small print', UNREAD.map(unreadInWords).join('\n')],
    ['In its thread: another reason', nowFailingView(failure, now, cause)],
    ['Fixed', fixedView(failure, { afterMs: 31_000, by: 'retry', act: retried }, cause)],
    [
      'In its thread: fixed',
      recoveryReplyView(failure, { afterMs: 5_400_000, by: { id: 'c60a43651a2b', summary: 'fix' } }),
    ],
    ['In its thread: the log', failure.log ? logReplyView(failure, failure.log) : ''],
    ['Show log', failure.log ? logModal(subject, failure.log) : ''],
    ['Show log of a build without one', noLogModal(subject, { what: 'log', why: 'none' })],
    ['Many at once', digestView({ since, members: [member('1', 'svc-identity', 4), member('2', 'checkout', 1)] })],
    ['Asked for, and no run failed', noFailureView({ kind: 'no failure', lookedAt: 100, more: true }, listing)],
    ['Asked for, and that run did not fail', noFailureView({ kind: 'not failed', status: 'Succeeded' }, listing)],
  ],
};
