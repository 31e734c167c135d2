import type { AllMiddlewareArgs, BlockSuggestion, ExternalSelectAction, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { readPicked } from '../command-line/account-of.js';
import { CommandRefusal } from '../command-line/refusal.js';
import { plainListing, START } from '../domain/listing.js';
import { listNames } from '../use-cases/list-names.js';
import { pickView } from '../views/help.js';
import { NO_NAMES } from '../views/obstacles.js';
import { REFRESH_PAGE } from '../views/page-buttons.js';
import {
  NO_PIPELINE,
  noSuggestionsView,
  PICK_PIPELINE,
  pickValue,
  type Suggestions,
  suggestionsView,
} from '../views/picker.js';
import { refusalView, staleButtonView } from '../views/refusal.js';
import { answerPage } from './answer-page.js';
import { type BotContext, interaction } from './bot-context.js';
import { answerClick, type ClickArguments } from './on-click.js';

const SUGGESTIONS_MS = 2500;
/** A click waits longer. */
const NAMES_MS = 7000; // Slack waits three seconds for options

/** Names that match what was typed in the picker, always in time. */
export const suggestPipelines =
  (bot: BotContext) =>
  ({ ack, body, payload }: SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs): Promise<void> => {
    const { user, channel } = body as BlockSuggestion;
    const actor = { user: user.id, team: user.team_id ?? '', channel: channel?.id };
    return interaction(bot, 'suggest pipelines', actor, async () => {
      const { suggestions, outcome } = await suggest(bot, payload.value);
      await ack(suggestions);
      return { outcome };
    });
  };

async function suggest(bot: BotContext, typed: string): Promise<{ suggestions: Suggestions; outcome: string }> {
  const known = await listNames(bot.codePipeline.listPipelineNames, bot.accounts.others, SUGGESTIONS_MS);
  if (!known) return { suggestions: noSuggestionsView(typed), outcome: 'no names' };
  return { suggestions: suggestionsView(typed, known), outcome: 'names' };
}

/** Replaces the picker by the first page of the chosen pipeline. */
export const pickPipeline = (bot: BotContext) => (args: ClickArguments<ExternalSelectAction>) =>
  answerClick(bot, PICK_PIPELINE, args, async (trace) => {
    const value = args.action.selected_option?.value ?? '';
    if (value === NO_PIPELINE) return { outcome: 'pick', message: pickView(), to: 'replace' };
    const picked = await readChoice(bot, value);
    if (picked === 'no names') {
      return { outcome: picked, message: refusalView(NO_NAMES, trace.reference), to: 'beside' };
    }
    if (picked === undefined) {
      return { outcome: 'stale button: damaged', message: staleButtonView(trace.reference, undefined), to: 'beside' };
    }
    const region = picked.region ?? (bot.accounts.others.length ? await bot.codePipeline.defaultRegion() : undefined);
    const asked = { action: REFRESH_PAGE, listing: plainListing(picked.pipelineName, region), position: START };
    const answer = await answerPage(bot, trace, asked);
    return { ...answer, to: answer.outcome === 'page' ? 'replace' : 'beside' };
  });

/** Names too long for an option's value are looked up. */
async function readChoice({ codePipeline, accounts }: BotContext, value: string) {
  const known = value.startsWith('~')
    ? await listNames(codePipeline.listPipelineNames, accounts.others, NAMES_MS)
    : undefined;
  if (value.startsWith('~') && !known) return 'no names';
  try {
    return readPicked(accounts, known?.names.find((name) => pickValue(name) === value) ?? value);
  } catch (error) {
    if (error instanceof CommandRefusal) return undefined;
    throw error;
  }
}
