import type { ButtonAction } from '@slack/bolt';
import { decodeButton } from '../cursor/page-cursor.js';
import { DEFAULT_PAGE_SIZE, LIMITS, type Listing, type Position, START } from '../domain/listing.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { Trace } from '../runtime/trace.js';
import { pageCommandFile } from '../views/cli-command.js';
import { fileRefusedView } from '../views/file-sent.js';
import { type PageSubject, problemView, readPageSubject } from '../views/modal.js';
import {
  commandComment,
  commandSentView,
  doneView,
  MORE_ALL,
  MORE_COMMAND,
  MORE_FAILED,
  MORE_FIRST,
  MORE_REFRESH,
  MORE_SHARE,
  MORE_TITLE,
  moreView,
  NOT_TAKEN,
  noPageView,
  tooLateSentence,
} from '../views/more.js';
import { windowNotTakenView } from '../views/not-taken.js';
import { MORE, REFRESH_PAGE } from '../views/page-buttons.js';
import { answerPage } from './answer-page.js';
import { type BotContext, interaction } from './bot-context.js';
import { answerInModal, type Filled, type ModalClick } from './in-modal.js';
import type { ClickArguments } from './on-click.js';
import { sendAnswer } from './send-answer.js';
import { staleClick } from './stale-click.js';

/** **More…**: a window of further actions for a page. Asks nothing of AWS, so it opens complete. */
export const openMore = (bot: BotContext) => (args: ClickArguments<ButtonAction>) => {
  const { ack, action, body, client } = args;
  const { block_id: blockId, action_id: actionId, value = '' } = action;
  const place = decodeButton({ blockId, actionId, value });
  if ('fault' in place) return staleClick(bot, MORE, args, place.listing);
  const actor = { user: body.user.id, team: body.user.team_id ?? '', channel: body.channel?.id };
  return interaction(bot, MORE, actor, async (trace) => {
    await ack();
    const about = { ...place, responseUrl: body.response_url };
    try {
      await bot.slackViews(client).open(body.trigger_id, moreView(about, await regionOf(bot, about)), false);
      return { outcome: 'more' };
    } catch (error) {
      if (!(error instanceof SlackProblem)) throw error;
      const answer = { outcome: `no modal: ${error.code}`, message: windowNotTakenView(trace.reference), cause: error };
      return sendAnswer(bot, trace, { ...actor, url: body.response_url }, 'beside', answer);
    }
  });
};

const regionOf = async (bot: BotContext, { listing }: PageSubject): Promise<string> =>
  listing.region ?? bot.codePipeline.defaultRegion();

/** The page that each button leads to. */
const PAGES: Record<string, (about: PageSubject) => { listing: Listing; position: Position }> = {
  [MORE_REFRESH]: ({ listing, position }) => ({ listing, position }),
  [MORE_SHARE]: ({ listing, position }) => ({ listing, position }),
  [MORE_FIRST]: ({ listing }) => ({ listing, position: START }),
  [MORE_FAILED]: ({ listing }) => ({
    listing: { ...listing, failedOnly: true, pageSize: LIMITS.pageSize },
    position: START,
  }),
  [MORE_ALL]: ({ listing }) => ({
    listing: { ...listing, failedOnly: false, pageSize: DEFAULT_PAGE_SIZE },
    position: START,
  }),
};

/** Refresh, First page, Only failed and All actions replace the page behind the window; Share posts it. */
export const onMore = (bot: BotContext, action: string) => (args: ModalClick) => {
  const about = readPageSubject(args.body.view?.private_metadata);
  const place = about && PAGES[action]?.(about);
  if (!place) return staleClick(bot, action, args);
  return answerInModal(bot, action, args, {
    title: MORE_TITLE,
    about,
    where: 'in place',
    fill: async (trace) => {
      const options = action === MORE_SHARE ? { sharedBy: args.body.user.id } : {};
      const { message, ...answer } = await answerPage(bot, trace, { action: REFRESH_PAGE, ...place }, options);
      if (answer.outcome !== 'page') return { ...answer, view: noPageView(about, message, await regionOf(bot, about)) };
      const response =
        action === MORE_SHARE
          ? ({ response_type: 'in_channel', replace_original: false } as const)
          : ({ response_type: 'ephemeral', replace_original: true } as const);
      return post(about, trace, { ...answer, view: doneView(about, action) }, () =>
        bot.postResponse(about.responseUrl, { ...response, ...message }),
      );
    },
  });
};

/** A response_url works for thirty minutes and five messages; after that the command must be typed again. */
const TOO_LATE = /^(used_url|expired_url|no_such_url|no_active_hooks|http_404)$/;

async function post(about: PageSubject, trace: Trace, done: Filled, send: () => Promise<void>): Promise<Filled> {
  try {
    await send();
    return done;
  } catch (error) {
    if (!(error instanceof SlackProblem)) throw error;
    const sentence = TOO_LATE.test(error.code) ? tooLateSentence(about) : NOT_TAKEN;
    const view = problemView(MORE_TITLE, about, sentence, trace.reference);
    return { ...done, outcome: `page not taken: ${error.code}`, view, cause: error };
  }
}

/** **Send command for this page**: the AWS CLI command with AWS's token, as a direct message. */
export const sendCommand = (bot: BotContext) => (args: ModalClick) => {
  const about = readPageSubject(args.body.view?.private_metadata);
  if (!about) return staleClick(bot, MORE_COMMAND, args);
  return answerInModal(bot, MORE_COMMAND, args, {
    title: MORE_TITLE,
    about,
    where: 'in place',
    fill: async (trace, views) => {
      const file = pageCommandFile(about.listing, await regionOf(bot, about), about.position);
      if (!file) return { outcome: 'no command', view: moreView(about, await regionOf(bot, about)) };
      try {
        await views.sendFile(args.body.user.id, file, commandComment(about));
        return { outcome: 'command', view: commandSentView(about, file.name) };
      } catch (error) {
        if (!(error instanceof SlackProblem)) throw error;
        return { outcome: 'no file', view: fileRefusedView(about, error.code, trace.reference), cause: error };
      }
    },
  });
};
