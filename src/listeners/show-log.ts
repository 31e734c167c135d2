import { decodeAddress } from '../cursor/action-address.js';
import { decodeListing } from '../cursor/page-cursor.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { START } from '../domain/listing.js';
import type { Trace } from '../runtime/trace.js';
import { readLogOf } from '../use-cases/failure/read-log-of.js';
import { SHOW_LOG } from '../views/failure/buttons.js';
import { LOG_TITLE, logModal, noLogModal } from '../views/failure/log-view.js';
import { problemView, type Subject } from '../views/modal.js';
import { problemInWords } from '../views/problem.js';
import type { BotContext } from './bot-context.js';
import { answerInModal, type Filled, type ModalClick } from './in-modal.js';
import { staleClick } from './stale-click.js';

/** **Show log**: the last lines of the failed phase in a window, for the clicker only. */
export const showLog = (bot: BotContext) => (args: ModalClick) => {
  const listing = decodeListing(args.action.block_id);
  const address = decodeAddress('value' in args.action ? (args.action.value ?? '') : '');
  if ('fault' in listing || !address) return staleClick(bot, SHOW_LOG, args, 'fault' in listing ? undefined : listing);
  const subject = { listing, address };
  const fill = (trace: Trace) => fillLog(bot, trace, subject);
  return answerInModal(bot, SHOW_LOG, args, { title: LOG_TITLE, about: subject, where: 'on top', fill });
};

async function fillLog(bot: BotContext, trace: Trace, subject: Subject): Promise<Filled> {
  const { listing, address } = subject;
  const facts = { pipeline: listing.pipelineName, actionExecution: address.actionExecutionId };
  try {
    const { value: log, unread } = await readLogOf(bot.failureSources, bot.codePipeline, listing, address);
    if (!log) return { outcome: 'no log', view: noLogModal(subject, unread), facts };
    return { outcome: 'log', view: logModal(subject, log), facts: { ...facts, masked: log.masked } };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    const view = problemView(LOG_TITLE, subject, problemInWords(error, { listing, position: START }), trace.reference);
    return { outcome: error.kind, view, facts, cause: error };
  }
}
