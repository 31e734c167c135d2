import type { ButtonAction } from '@slack/bolt';
import { decodeButton } from '../cursor/page-cursor.js';
import type { Message } from '../views/message.js';
import { OPEN_PAGE } from '../views/page-buttons.js';
import { loadingPageView, refusedPageView } from '../views/page-loading.js';
import { answerPage } from './answer-page.js';
import type { BotContext } from './bot-context.js';
import { answerClick, type ClickArguments } from './on-click.js';
import { staleClick } from './stale-click.js';

/** Next, Previous, Try again, Start again and Open: the page that the button's cursor names. */
export const turnPage = (bot: BotContext, action: string) => (args: ClickArguments<ButtonAction>) => {
  const { block_id: blockId, action_id: actionId, value = '' } = args.action;
  const place = decodeButton({ blockId, actionId, value });
  if ('fault' in place) return staleClick(bot, action, args, place.listing);
  // The message with **Open** keeps its own purpose.
  const to = action === OPEN_PAGE ? 'beside' : 'replace';
  const loading = {
    view: loadingPageView(place.listing, place.position),
    refused: (refusal: Message) => refusedPageView(refusal, place.listing, place.position),
  };
  return answerClick(
    bot,
    action,
    args,
    async (trace) => {
      const answer = await answerPage(bot, trace, { action, ...place });
      return { ...answer, to: answer.outcome === 'page' ? to : 'beside' };
    },
    to === 'replace' ? loading : undefined,
  );
};
