import { setTimeout as wait } from 'node:timers/promises';
import type { AllMiddlewareArgs, BlockSuggestion, ExternalSelectAction, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { AwsProblem } from '../domain/aws-problem.js';
import { PIPELINE_NAME, plainListing, START } from '../domain/listing.js';
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

const SUGGESTIONS_MS = 2500; // Slack waits three seconds for options

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
  const known = await Promise.race([
    bot.codePipeline.listPipelineNames().catch(() => undefined),
    wait(SUGGESTIONS_MS, undefined, { ref: false }),
  ]);
  if (!known) return { suggestions: noSuggestionsView(typed), outcome: 'no names' };
  return { suggestions: suggestionsView(typed, known.names, known.more), outcome: 'names' };
}

/** Replaces the picker by the first page of the chosen pipeline. */
export const pickPipeline = (bot: BotContext) => (args: ClickArguments<ExternalSelectAction>) =>
  answerClick(bot, PICK_PIPELINE, args, async (trace) => {
    const value = args.action.selected_option?.value ?? '';
    if (value === NO_PIPELINE) return { outcome: 'pick', message: pickView(), to: 'replace' };
    const name = await nameOf(bot, value).catch((error: unknown) => {
      if (error instanceof AwsProblem) return error;
      throw error;
    });
    if (name instanceof AwsProblem) {
      return { outcome: name.kind, cause: name, message: refusalView(NO_NAMES, trace.reference), to: 'beside' };
    }
    if (name === undefined) {
      return { outcome: 'stale button: damaged', message: staleButtonView(trace.reference, undefined), to: 'beside' };
    }
    const asked = { action: REFRESH_PAGE, listing: plainListing(name), position: START };
    const answer = await answerPage(bot, trace, asked);
    return { ...answer, to: answer.outcome === 'page' ? 'replace' : 'beside' };
  });

/** Names too long for an option's value are looked up. */
async function nameOf(bot: BotContext, value: string): Promise<string | undefined> {
  if (PIPELINE_NAME.test(value)) return value;
  if (!value.startsWith('~')) return undefined;
  const { names } = await bot.codePipeline.listPipelineNames();
  return names.find((name) => pickValue(name) === value);
}
