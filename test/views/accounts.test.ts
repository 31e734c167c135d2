import { expect, test } from '@jest/globals';
import type { ActAddress } from '../../src/cursor/act-address.js';
import { AwsProblem, type AwsProblemKind } from '../../src/domain/aws-problem.js';
import type { DigestMember } from '../../src/domain/digest.js';
import type { Failure } from '../../src/domain/failure.js';
import { executionListing, plainListing, START } from '../../src/domain/listing.js';
import type { Subscription } from '../../src/domain/subscription.js';
import { actReplyView } from '../../src/views/act/act-reply.js';
import { bugWindow, notBegunWindow } from '../../src/views/act/sentences.js';
import { channelGoneView } from '../../src/views/channel-gone.js';
import { digestView } from '../../src/views/digest.js';
import { failureView } from '../../src/views/failure/failure-view.js';
import { fixedView, nowFailingView } from '../../src/views/failure/fixed-view.js';
import { logModal, logReplyView, noLogModal } from '../../src/views/failure/log-view.js';
import { fileRefusedView, fileSentView } from '../../src/views/file-sent.js';
import { loadingView } from '../../src/views/modal.js';
import { commandSentView, doneView, MORE_REFRESH, moreView, noPageView } from '../../src/views/more.js';
import { problemInWords } from '../../src/views/problem.js';
import { refusalView } from '../../src/views/refusal.js';
import { subscribeAnswerView, subscribedView, subscriptionsView } from '../../src/views/subscriptions.js';
import { unclearExecutionView } from '../../src/views/unclear.js';
import { unsubscribeAnswerView, unsubscribedView } from '../../src/views/unsubscribe.js';
import { wholeValueView } from '../../src/views/whole-value.js';

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const at = { pipelineName: 'checkout', region: 'payments/eu-west-1', pipelineExecutionId: ID };
const place = { stageName: 'Build', actionName: 'Unit' };
const cause = { place, reason: { kind: 'unknown' as const }, more: 0 };
const log = { of: { ...place, actionExecutionId: ID }, lines: ['exit status 1'], evidence: [], masked: 1 };
const failure: Failure = {
  ...at,
  attempt: 1,
  revisions: [],
  unread: [],
  log,
  actions: [{ ...place, reason: cause.reason, failedBefore: [] }],
};
const listing = executionListing(at);
const subject = { listing, address: { pipelineExecutionId: ID, actionExecutionId: ID } };
const page = { listing, position: START, responseUrl: 'https://hooks.slack.com/x' };
const person = { id: 'U061F7AUR', name: 'Ada' };
const subscription: Subscription = {
  region: at.region,
  pipeline: 'checkout',
  channel: 'C1',
  on: 'broken',
  subscribedBy: person.id,
};
const pattern = { ...subscription, pipeline: 'check*' };
const where = { pipeline: 'checkout', region: at.region };
const stop: ActAddress = { verb: 'stop', ...at };
const fixed = { afterMs: 60_000 };
const member: DigestMember = {
  ts: '1.2',
  pipeline: { ...at, account: '111122223333' },
  cause,
  status: 'failed',
  count: 1,
};

test('a problem names an account whose alias is a part of a word, and no account twice', () => {
  const said = (kind: AwsProblemKind, alias: string) =>
    problemInWords(new AwsProblem(kind, 'codepipeline:ListActionExecutions', 'X', undefined), {
      listing: plainListing('checkout', `${alias}/eu-west-1`),
    });
  expect(said('throttled', 'us')).toMatch(/^us: AWS is getting too many/);
  expect(said('service-fault', 'AWS')).toMatch(/^AWS: Something is broken at AWS/);
  expect(said('pipeline-not-found', 'us')).toMatch(/^There is no pipeline “checkout” in us\/eu-west-1\./);
  expect(said('invalid-request', 'us')).toMatch(/^AWS finds something wrong with the question about us:checkout\./);
});

test.each<[string, object | undefined]>([
  ['a failure', failureView(failure)],
  ['its log in the thread', logReplyView(at, log)],
  ['its log in a window', logModal(subject, log)],
  ['no log', noLogModal(subject, undefined)],
  ['another cause', nowFailingView(at, cause, cause)],
  ['a repair', fixedView(at, fixed, cause)],
  ['a bullet of a digest', digestView({ since: 0, members: [member] })],
  ['a stop, told in the thread', actReplyView(stop, person, '', new Date(0))],
  ['a retry, told in the thread', actReplyView({ ...stop, verb: 'retry', ...place }, person, '', new Date(0))],
  ['an act that could not begin', notBegunWindow(stop, 'K7WQ4N')],
  ['a fault during an act', bugWindow(stop, true, 'K7WQ4N')],
  [
    'a subscription, told to the channel',
    subscribedView({ subscription, isChange: false, isShared: false, isKnown: true }),
  ],
  ['the same again', subscribeAnswerView({ kind: 'already', subscription }, 'U1')],
  ['no such pipeline', subscribeAnswerView({ kind: 'confirm', wish: subscription, isShared: false, names: [] }, 'U1')],
  ['all subscriptions', subscriptionsView([subscription])],
  ['an end of it, told to the channel', unsubscribedView('checkout', at.region, person.id)],
  [
    'a pattern that covers it',
    unsubscribeAnswerView({ kind: 'not-subscribed', ...where, covering: [pattern], others: [] }),
  ],
  ['a channel that is gone', channelGoneView('C1', 'is_archived', [subscription])],
  ['a window that loads', loadingView('Action', subject)],
  ['a whole value', wholeValueView(subject, { path: 'input', fields: [{ name: 'a', value: 'b' }] } as never, 0)],
  ['a file', fileSentView(subject, { name: 'x.json', content: '{}' })],
  ['a file that Slack refused', fileRefusedView(subject, 'x', 'K7WQ4N')],
  ['more', moreView(page, at.region)],
  ['what was done with a page', doneView(page, MORE_REFRESH)],
  ['a page that could not be read', noPageView(page, refusalView('x'), at.region)],
  ['a command as a file', commandSentView(page, 'x.sh')],
  [
    'an unclear run',
    unclearExecutionView(
      { kind: 'no such execution', lookedAt: 9, more: false, start: '1b2' } as never,
      listing,
      'list',
    ),
  ],
])('%s names the account', (_, shown) => {
  const { private_metadata: _hidden, ...seen } = shown as { private_metadata?: string };
  expect(
    JSON.stringify(seen, (key, value) => (['value', 'block_id', 'action_id', 'url'].includes(key) ? undefined : value)),
  ).toContain('payments');
});
