import type { ButtonAction } from '@slack/bolt';
import { decodeListing, decodePosition } from '../cursor/page-cursor.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { attemptsListing, type Listing, type Position, START, type StartTimeRange } from '../domain/listing.js';
import type { Trace } from '../runtime/trace.js';
import { listPage } from '../use-cases/list-page.js';
import { attemptsTitle, attemptsView, retryRow } from '../views/attempts.js';
import { problemView, readSubject, type Subject } from '../views/modal.js';
import { problemInWords } from '../views/problem.js';
import type { BotContext } from './bot-context.js';
import { answerInModal, type Filled, type ModalClick } from './in-modal.js';
import { staleClick } from './stale-click.js';

/** **All attempts** and **Latest attempts**: the API's two filters, in a view on top of the details. */
export const listAttempts = (bot: BotContext, what: string, range: StartTimeRange) => (args: ModalClick) => {
  const subject = readSubject(args.body.view?.private_metadata);
  if (!subject) return staleClick(bot, what, args);
  const listing = attemptsListing(subject.listing, subject.address.pipelineExecutionId, range);
  return answerInModal(bot, what, args, {
    title: attemptsTitle(listing),
    about: subject,
    where: 'on top',
    fill: (trace) => fillAttempts(bot, trace, subject, listing, START),
  });
};

export const turnAttempts = (bot: BotContext, what: string) => (args: ModalClick) => {
  const subject = readSubject(args.body.view?.private_metadata);
  const { block_id: blockId, action_id: actionId, value = '' } = args.action as ButtonAction;
  const listing = decodeListing(blockId);
  const position = decodePosition({ blockId, actionId, value });
  if (!subject || 'fault' in listing || 'fault' in position) return staleClick(bot, what, args);
  return answerInModal(bot, what, args, {
    title: attemptsTitle(listing),
    about: subject,
    where: 'in place',
    fill: (trace) => fillAttempts(bot, trace, subject, listing, position),
  });
};

async function fillAttempts(
  bot: BotContext,
  trace: Trace,
  subject: Subject,
  listing: Listing,
  position: Position,
): Promise<Filled> {
  const facts = { pipeline: listing.pipelineName, page: position.pageNumber };
  try {
    const page = await listPage(bot.codePipeline.listActionExecutions, listing, position);
    const view = attemptsView(subject, page, bot.now());
    return { outcome: 'attempts', view, facts: { ...facts, rows: page.rows.length } };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    const sentence = problemInWords(error, { listing, position });
    const view = problemView(attemptsTitle(listing), subject, sentence, trace.reference, retryRow(listing, position));
    return { outcome: error.kind, view, facts, cause: error };
  }
}
