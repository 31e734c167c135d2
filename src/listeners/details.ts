import { AwsProblem } from '../domain/aws-problem.js';
import { START } from '../domain/listing.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { SlackViews } from '../gateways/slack-views.js';
import { maskAction } from '../masking/mask-action.js';
import type { Trace } from '../runtime/trace.js';
import { findAction } from '../use-cases/find-action.js';
import { fieldGroups } from '../views/action-fields.js';
import { actionFile, type TextFile } from '../views/action-file.js';
import { ALL_FIELDS_TITLE, allFieldsView, SEND_FILE } from '../views/all-fields.js';
import { ALL_FIELDS, backRow, DETAILS_TITLE, type Details, detailsView, REFRESH_DETAILS } from '../views/details.js';
import { SHOW_WHOLE } from '../views/draw-groups.js';
import { FILE_TITLE, fileComment, fileRefusedView, fileSentView } from '../views/file-sent.js';
import { notListed, problemView, readSubject, type Subject } from '../views/modal.js';
import { problemInWords } from '../views/problem.js';
import { DETAILS } from '../views/run-choices.js';
import { groupNamed, WHOLE_TITLE, wholeValueView } from '../views/whole-value.js';
import type { BotContext } from './bot-context.js';
import { answerInModal, type Filled, type ModalClick } from './in-modal.js';
import { staleClick } from './stale-click.js';

/** Opens a window for an action chosen under a page or in a list of attempts. */
export const openDetails = (bot: BotContext, args: ModalClick, subject: Subject) =>
  showDetails(bot, DETAILS, args, subject, 'on top');

export const refreshDetails = (bot: BotContext) => (args: ModalClick) => {
  const subject = readSubject(args.body.view?.private_metadata);
  if (!subject) return staleClick(bot, REFRESH_DETAILS, args);
  return showDetails(bot, REFRESH_DETAILS, args, subject, 'in place');
};

const showDetails = (
  bot: BotContext,
  what: string,
  args: ModalClick,
  subject: Subject,
  where: 'on top' | 'in place',
): Promise<void> =>
  answerInModal(bot, what, args, {
    title: DETAILS_TITLE,
    about: subject,
    where,
    fill: (trace) =>
      withDetails(bot, trace, subject, DETAILS_TITLE, async (details) => ({
        outcome: 'details',
        view: detailsView(subject, details),
        facts: { masked: details.masked },
      })),
  });

/** **All fields**: everything that AWS has, in the API's own words. */
export const showFields = (bot: BotContext) => (args: ModalClick) => {
  const subject = readSubject(args.body.view?.private_metadata);
  if (!subject) return staleClick(bot, ALL_FIELDS, args);
  return answerInModal(bot, ALL_FIELDS, args, {
    title: ALL_FIELDS_TITLE,
    about: subject,
    where: 'on top',
    fill: (trace) =>
      withDetails(bot, trace, subject, ALL_FIELDS_TITLE, async (details) => ({
        outcome: 'fields',
        view: allFieldsView(subject, details),
        facts: { masked: details.masked },
      })),
  });
};

/** **Show all**: a whole group in a view on top, or as a file where it does not fit. */
export const showWhole = (bot: BotContext) => (args: ModalClick) => {
  const subject = readSubject(args.body.view?.private_metadata);
  const name = 'value' in args.action ? (args.action.value ?? '') : '';
  if (!subject) return staleClick(bot, SHOW_WHOLE, args);
  return answerInModal(bot, SHOW_WHOLE, args, {
    title: WHOLE_TITLE,
    about: subject,
    where: 'on top',
    fill: (trace, views) =>
      withDetails(bot, trace, subject, WHOLE_TITLE, async (details) => {
        const seen = { pipelineName: subject.listing.pipelineName, ...details };
        const group = groupNamed(fieldGroups(details.action, seen), name);
        const view = group && wholeValueView(subject, group, details.masked);
        if (view) return { outcome: 'whole value', view };
        return send(views, args.body.user.id, trace, subject, actionFile(details.action, group?.path));
      }),
  });
};

/** **Send as file**: everything, in AWS's own shape, as a direct message. */
export const sendFile = (bot: BotContext) => (args: ModalClick) => {
  const subject = readSubject(args.body.view?.private_metadata);
  if (!subject) return staleClick(bot, SEND_FILE, args);
  return answerInModal(bot, SEND_FILE, args, {
    title: FILE_TITLE,
    about: subject,
    where: 'on top',
    fill: (trace, views) =>
      withDetails(bot, trace, subject, FILE_TITLE, async ({ action }) =>
        send(views, args.body.user.id, trace, subject, actionFile(action)),
      ),
  });
};

async function send(views: SlackViews, user: string, trace: Trace, subject: Subject, file: TextFile): Promise<Filled> {
  try {
    await views.sendFile(user, file, fileComment(subject));
    return { outcome: 'file', view: fileSentView(subject, file) };
  } catch (error) {
    if (!(error instanceof SlackProblem)) throw error;
    return { outcome: 'no file', view: fileRefusedView(subject, error.code, trace.reference), cause: error };
  }
}

/** Reads the action execution and draws it, or explains why that failed. */
async function withDetails(
  bot: BotContext,
  trace: Trace,
  subject: Subject,
  title: string,
  draw: (details: Details) => Promise<Filled>,
): Promise<Filled> {
  const { listing, address } = subject;
  const facts = { pipeline: listing.pipelineName, actionExecution: address.actionExecutionId };
  const problem = (sentence: string) => problemView(title, subject, sentence, trace.reference, [backRow('Try again')]);
  try {
    const found = await findAction(bot.codePipeline.listActionExecutions, listing, address);
    if (!found) return { outcome: 'not listed', view: problem(notListed(listing)), facts };
    const { action, ...read } = found;
    const filled = await draw({ ...maskAction(action), ...read, now: bot.now() });
    return { ...filled, facts: { ...facts, ...filled.facts } };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    const { pipelineExecutionId } = address;
    const asked = { listing: { ...listing, filter: { pipelineExecutionId } }, position: START };
    return { outcome: error.kind, view: problem(problemInWords(error, asked)), facts, cause: error };
  }
}
