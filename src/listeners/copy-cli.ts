import type { ButtonAction } from '@slack/bolt';
import { COPY_ONWARD, copyOnwardView, copyPageView } from '../views/cli-command.js';
import type { BotContext } from './bot-context.js';
import { answerClick, type ClickArguments, isAnswer, readButton } from './on-click.js';

/** **Copy as AWS CLI**: everything it takes is in the button, so AWS is not asked. */
export const copyCli = (bot: BotContext, action: string) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, action, args, async (trace) => {
    const asked = readButton(trace, args.action, action);
    if (isAnswer(asked)) return { ...asked, to: 'beside' };
    const { listing, position } = asked;
    const region = listing.region ?? (await bot.codePipeline.defaultRegion());
    const view = action === COPY_ONWARD ? copyOnwardView : copyPageView;
    return { outcome: 'command', message: view(listing, region, position), to: 'beside' };
  });
