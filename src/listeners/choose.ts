import type { ButtonAction, StaticSelectAction } from '@slack/bolt';
import { decodeAddress } from '../cursor/action-address.js';
import { decodeListing } from '../cursor/page-cursor.js';
import { decodeRunChoice } from '../cursor/run-choice.js';
import type { Verb } from '../domain/act.js';
import type { Listing } from '../domain/listing.js';
import { DECIDE_RUN, DETAILS, FAILURE_SUMMARY, RETRY_RUN, STOP_RUN } from '../views/run-choices.js';
import { answerRunApprovals } from './act/answer-approvals.js';
import { openActOn } from './act/open-act.js';
import { answerPreview } from './answer-failure.js';
import type { BotContext } from './bot-context.js';
import { openDetails } from './details.js';
import type { ModalClick } from './in-modal.js';
import { answerClick, type ClickArguments } from './on-click.js';
import { staleClick } from './stale-click.js';

type Choosing = ClickArguments<ButtonAction | StaticSelectAction>;
type OnRun = (bot: BotContext, args: Choosing, listing: Listing) => Promise<void>;

/** By the option's value; the listing names the run. */
const RUN_CHOICES: Record<string, OnRun> = {
  [FAILURE_SUMMARY]: (bot, args, listing) =>
    answerClick(bot, FAILURE_SUMMARY, args, async (trace) => {
      const isShared = bot.directory.isShared(args.body.channel?.id);
      return { ...(await answerPreview(bot, trace, listing, isShared)), to: 'beside' };
    }),
  [DECIDE_RUN]: (bot, args, listing) =>
    answerClick(bot, DECIDE_RUN, args, async (trace) => ({
      ...(await answerRunApprovals(bot, trace, listing)),
      to: 'beside',
    })),
  [RETRY_RUN]: (bot, args, listing) => openOnRun(bot, args, listing, 'retry'),
  [STOP_RUN]: (bot, args, listing) => openOnRun(bot, args, listing, 'stop'),
};

async function openOnRun(bot: BotContext, args: Choosing, { pipelineName, region, filter }: Listing, verb: Verb) {
  const { pipelineExecutionId = '' } = filter ?? {};
  const where = region ?? (await bot.codePipeline.defaultRegion());
  return openActOn(bot, args as ModalClick, { verb, pipelineName, region: where, pipelineExecutionId });
}

/** **Open an action…** and a summary's **Details…**. */
export const choose = (bot: BotContext) => (args: Choosing) => {
  const listing = decodeListing(args.action.block_id);
  if ('fault' in listing) return staleClick(bot, DETAILS, args as ModalClick);
  const value = ('selected_option' in args.action ? args.action.selected_option.value : args.action.value) ?? '';
  const address = decodeAddress(value);
  if (address) return openDetails(bot, args as ModalClick, { listing, address });
  const chosen = decodeRunChoice(value);
  const onRun = chosen && RUN_CHOICES[chosen.choice];
  if (!onRun) return staleClick(bot, DETAILS, args as ModalClick, listing);
  const { pipelineExecutionId } = chosen;
  return onRun(bot, args, { ...listing, filter: { pipelineExecutionId } });
};
