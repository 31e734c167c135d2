import type { Intent } from '../command-line/known-words.js';
import { type Command, parseCommand } from '../command-line/parse-command.js';
import { type Listing, type PageStart, plainListing, START } from '../domain/listing.js';
import type { Trace } from '../runtime/trace.js';
import { completeIds } from '../use-cases/complete-ids.js';
import { findPipeline } from '../use-cases/find-pipeline.js';
import { ignoredNote, understoodNote } from '../views/ask.js';
import { commandRefusalView } from '../views/command-refusal.js';
import { PREVIEW_FAILURE } from '../views/failure/row.js';
import { helpView, pickView } from '../views/help.js';
import { REFRESH_PAGE } from '../views/page-buttons.js';
import { unclearExecutionView, unclearPipelineView } from '../views/unclear.js';
import { answerApprovals } from './act/answer-approvals.js';
import { answerPreview } from './answer-failure.js';
import { answerPage, answerProblem } from './answer-page.js';
import type { Answer, BotContext, ToldInChannel } from './bot-context.js';
import { type Asker, answerSubscriptions } from './subscriptions.js';

/** Answers a typed command or the same text from a button. Never throws for what can be explained. */
export async function answerCommand(
  bot: BotContext,
  trace: Trace,
  text: string,
  asker: Asker,
): Promise<Answer | ToldInChannel> {
  const command = parseCommand(text, bot.accounts);
  switch (command.kind) {
    case 'pick':
      return { outcome: 'pick', message: pickView() };
    case 'help':
      return { outcome: 'help', message: helpView(bot.accounts.others.map(({ alias }) => alias)) };
    case 'refused':
      return {
        outcome: `refused: ${command.refusal.kind}`,
        message: commandRefusalView(command, text),
      };
    case 'approvals':
      return answerApprovals(bot, trace, command, asker.channel);
    case 'subscribe':
    case 'unsubscribe':
    case 'subscriptions':
      return answerSubscriptions(bot, trace, command, asker);
    case 'phrase':
      return answerPhrase(bot, trace, command, asker);
    default:
      return answerQuestion(bot, trace, toQuestion(command), asker);
  }
}

interface Question {
  intent: Intent;
  listing: Listing;
  place: PageStart;
  notes: string[]; // what to tell the reader about how their question was read
}

function toQuestion(command: Exclude<Parsed, { kind: 'phrase' }>): Question {
  if (command.kind === 'list') {
    const { listing, place, ignored } = command;
    const notes = ignored.length ? [ignoredNote(ignored)] : [];
    return { intent: listing.failedOnly ? 'failed' : 'list', listing, place, notes };
  }
  const { pipelineName, region, pipelineExecutionId } = command;
  const filter = pipelineExecutionId ? { filter: { pipelineExecutionId } } : {};
  return { intent: 'failure', listing: { ...plainListing(pipelineName, region), ...filter }, place: START, notes: [] };
}

type Parsed = Extract<Command, { kind: 'list' | 'failure' | 'phrase' }>;

async function answerPhrase(
  bot: BotContext,
  trace: Trace,
  { words, command }: Extract<Parsed, { kind: 'phrase' }>,
  asker: Asker,
): Promise<Answer> {
  const question = toQuestion(command);
  const { listing, intent } = question;
  const { pipelineName: likeliest, region } = listing;
  const found = await findPipeline(bot.codePipeline.listPipelineNames, words, { likeliest, region });
  if (found.kind !== 'one') {
    return { outcome: `unclear: ${found.kind}`, message: unclearPipelineView(found, words.join(' '), intent, region) };
  }
  const { pipelineName } = found;
  const notes = [understoodNote({ pipelineName, ...(region && { region }) }, intent), ...question.notes];
  return answerQuestion(bot, trace, { ...question, listing: { ...listing, pipelineName }, notes }, asker);
}

async function answerQuestion(bot: BotContext, trace: Trace, question: Question, asker: Asker): Promise<Answer> {
  const { intent, place, notes } = question;
  const action = intent === 'failure' ? PREVIEW_FAILURE : REFRESH_PAGE;
  const whole = await wholeListing(bot, trace, question, action);
  if ('outcome' in whole) return whole;
  if (intent === 'failure') return answerPreview(bot, trace, whole, bot.directory.isShared(asker.channel));
  return answerPage(bot, trace, { action, listing: whole, position: { ...START, ...place } }, { notes });
}

/** The listing with whole ids, or an answer that says which is unclear. */
async function wholeListing(
  bot: BotContext,
  trace: Trace,
  { listing, intent }: Question,
  action: string,
): Promise<Listing | Answer> {
  let asked = listing;
  try {
    const region = listing.region ?? (await bot.codePipeline.defaultRegion());
    if (bot.accounts.others.length) asked = { ...listing, region };
    const completed = await completeIds(bot.codePipeline.listPipelineExecutions, asked, region);
    if (completed.kind === 'complete') return completed.listing;
    return { outcome: completed.kind, message: unclearExecutionView(completed, asked, intent) };
  } catch (error) {
    const { filter: _, ...withoutIds } = asked;
    return answerProblem(bot, trace, { action, listing: withoutIds, position: START }, error);
  }
}
