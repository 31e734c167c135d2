import { AWS_PROBLEMS, AwsProblem, type AwsProblemKind } from '../../src/domain/aws-problem.js';
import { plainListing, START } from '../../src/domain/listing.js';
import { formNotTakenView, postNotTakenView, windowNotTakenView } from '../../src/views/not-taken.js';
import { BUG, NO_NAMES, OUTSIDER, unknownInWords, WINDOW_REFUSED, WINDOW_TOO_OLD } from '../../src/views/obstacles.js';
import { POST_CODES, postProblemInWords } from '../../src/views/post-problem.js';
import { problemBriefly } from '../../src/views/problem.js';
import { awsRefusalView, refusalView, staleButtonView } from '../../src/views/refusal.js';
import type { Chapter } from './chapter.js';

const REFERENCE = 'K7WQ4N';
const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const listing = { ...plainListing('checkout-service', 'eu-west-1'), filter: { pipelineExecutionId: ID } };
const position = { ...START, pageNumber: 4, token: 'a-token' };

const problem = (kind: AwsProblemKind) =>
  new AwsProblem(kind, 'codepipeline:ListActionExecutions', 'X', undefined, {
    ...(kind === 'unknown-account' && { alias: 'payments' }),
  });
const noWayIn = new AwsProblem('access-denied', 'sts:AssumeRole', 'AccessDenied', undefined, { alias: 'payments' });
const asked = { action: 'next-page', listing, position };

export const problems: Chapter = {
  title: 'What goes wrong',
  entries: [
    ...AWS_PROBLEMS.map((kind) => [`AWS: ${kind}`, awsRefusalView(problem(kind), asked, REFERENCE)] as const),
    ['AWS: access-denied, of an account', awsRefusalView(noWayIn, asked, REFERENCE)],
    [
      'AWS: pipeline-not-found, with names like it',
      awsRefusalView(problem('pipeline-not-found'), asked, REFERENCE, ['checkout', 'checkout-api']),
    ],
    [
      'AWS: invalid-token, typed by a person',
      awsRefusalView(problem('invalid-token'), { ...asked, position: { ...START, token: 't' } }, REFERENCE),
    ],
    [
      'AWS, in a few words',
      AWS_PROBLEMS.map((kind) => `${kind}: ${problemBriefly(kind, 'logs:GetLogEvents')}`).join('\n'),
    ],
    [
      'Slack, by the code it answers a post with',
      POST_CODES.map((code) => `${code}: ${postProblemInWords(code, '…')}`).join('\n'),
    ],
    ['A fault of the bot', refusalView(BUG, REFERENCE)],
    ['Slack refuses the form of an answer', formNotTakenView(REFERENCE).text],
    ['Slack refuses what a window should show', WINDOW_REFUSED],
    ['Slack took no post', postNotTakenView(true, REFERENCE)],
    ['Slack did not say whether it took a post', postNotTakenView(false, REFERENCE)],
    ['A window that did not open', windowNotTakenView(REFERENCE)],
    ['A button of another version', staleButtonView(REFERENCE, listing)],
    ['A button in a window of another version', WINDOW_TOO_OLD],
    ['A command, button or view that this version does not know', unknownInWords('button')],
    ['Someone of another company', refusalView(OUTSIDER)],
    ['A name too long for the picker, while AWS lists nothing', refusalView(NO_NAMES, REFERENCE)],
  ],
};
