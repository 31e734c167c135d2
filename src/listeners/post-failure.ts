import type { ButtonAction } from '@slack/bolt';
import { POST_FAILURE } from '../views/failure/buttons.js';
import { PREVIEW_FAILURE } from '../views/failure/row.js';
import { answerFailure, answerPreview } from './answer-failure.js';
import type { BotContext } from './bot-context.js';
import { answerClick, type ClickArguments, isAnswer, readButton } from './on-click.js';

/** **Preview summary** under a page: beside it, for the clicker only. */
export const previewFailure = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, PREVIEW_FAILURE, args, async (trace) => {
    const asked = readButton(trace, args.action, PREVIEW_FAILURE);
    if (isAnswer(asked)) return { ...asked, to: 'beside' };
    const isShared = bot.directory.isShared(args.body.channel?.id);
    return { ...(await answerPreview(bot, trace, asked.listing, isShared)), to: 'beside' };
  });

/** **Post here…**, confirmed: reads the failure anew, posts it with the poster's name and deletes the preview. */
export const postFailure = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, POST_FAILURE, args, async (trace) => {
    const asked = readButton(trace, args.action, POST_FAILURE);
    if (isAnswer(asked)) return { ...asked, to: 'beside' };
    const isShared = bot.directory.isShared(args.body.channel?.id);
    const answer = await answerFailure(bot, trace, asked, { postedBy: args.body.user.id }, isShared);
    return answer.outcome === 'failure' ? { ...answer, to: 'channel', done: true } : { ...answer, to: 'beside' };
  });
