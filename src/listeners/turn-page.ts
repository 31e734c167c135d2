import type { ButtonAction } from '@slack/bolt';
import { OPEN_PAGE, SHARE_PAGE } from '../views/page.js';
import { answerPage } from './answer-page.js';
import type { BotContext } from './bot-context.js';
import { answerClick, type ClickArguments, isAnswer, readButton } from './on-click.js';

/** Next, Previous, First, Refresh, Open: the page that the button's cursor names, in place of the one before. */
export const turnPage = (bot: BotContext, action: string) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, action, args, async (trace) => {
    const asked = readButton(trace, args.action, action);
    if (isAnswer(asked)) return { ...asked, to: 'beside' };
    const answer = await answerPage(bot, trace, asked);
    // What is opened stands beside a message that keeps its own purpose.
    return { ...answer, to: answer.outcome === 'page' && action !== OPEN_PAGE ? 'replace' : 'beside' };
  });

/** **Share**: the page as it is now, posted to the channel with the sharer's name. */
export const sharePage = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, SHARE_PAGE, args, async (trace) => {
    const asked = readButton(trace, args.action, SHARE_PAGE);
    if (isAnswer(asked)) return { ...asked, to: 'beside' };
    const answer = await answerPage(bot, trace, asked, { sharedBy: args.body.user.id });
    return { ...answer, to: answer.outcome === 'page' ? 'channel' : 'beside' };
  });
