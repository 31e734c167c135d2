import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { SlackProblem } from '../domain/slack-problem.js';
import type { OpenView, SlackViews } from '../gateways/slack-views.js';
import type { Trace } from '../runtime/trace.js';
import { backRow } from '../views/details.js';
import { type About, loadingView, problemView } from '../views/modal.js';
import { windowNotTakenView } from '../views/not-taken.js';
import { BUG, WINDOW_REFUSED } from '../views/obstacles.js';
import { type Answer, type BotContext, interaction } from './bot-context.js';
import { sendAnswer } from './send-answer.js';

export type ModalClick = SlackActionMiddlewareArgs<BlockAction<ButtonAction | StaticSelectAction>> & AllMiddlewareArgs;

export type Filled = Omit<Answer, 'message'> & { view: ModalView };

export interface Filling {
  title: string;
  about: About;
  /** A view on top, opened at once and filled later; or new content in the current one. */
  where: 'on top' | 'in place';
  fill: (trace: Trace, views: SlackViews) => Promise<Filled>;
}

/** The frame of clicks that a modal answers. It opens at once, since a trigger expires after three seconds. */
export function answerInModal(bot: BotContext, what: string, args: ModalClick, filling: Filling): Promise<void> {
  const { ack, body, client } = args;
  const actor = { user: body.user.id, team: body.user.team_id ?? '', channel: body.channel?.id };
  return interaction(bot, what, actor, async (trace) => {
    const views = bot.slackViews(client);
    const answering = filling.fill(trace, views).catch((error) => bugIn(filling, trace, error));
    await ack();
    try {
      const place = await takeModal(views, body, filling);
      const { view, ...done } = await answering;
      return await show(views, place, view, filling, trace, done);
    } catch (error) {
      if (!(error instanceof SlackProblem)) throw error;
      const message = windowNotTakenView(trace.reference);
      const answer = { outcome: `no modal: ${error.code}`, message, cause: error };
      return sendAnswer(bot, trace, { ...actor, url: body.response_url }, 'beside', answer);
    }
  });
}

/** Where the answer goes. A view replaced for want of room on top gets a button back to the details. */
interface ModalTarget {
  open: OpenView;
  wayBack: boolean;
}

/** Slack stacks three views; without room for another, use the current one. */
async function takeModal(views: SlackViews, { view, trigger_id }: BlockAction, filling: Filling): Promise<ModalTarget> {
  const loading = loadingView(filling.title, filling.about);
  if (!view) return { open: await views.open(trigger_id, loading, false), wayBack: false };
  if (filling.where === 'in place') return { open: view, wayBack: false };
  if (isThird(view)) return { open: await views.update(view, loading), wayBack: true };
  try {
    return { open: await views.open(trigger_id, loading, true), wayBack: false };
  } catch {
    return { open: await views.update({ id: view.id }, loading), wayBack: true };
  }
}

const isThird = ({ previous_view_id: previous, root_view_id: root }: NonNullable<BlockAction['view']>) =>
  previous !== null && previous !== root;

/** The user closed the modal or clicked on: drop the answer. */
const LEFT = /^(not_found|view_not_found|hash_conflict)$/;

async function show(
  views: SlackViews,
  { open, wayBack }: ModalTarget,
  view: ModalView,
  { title, about }: Filling,
  trace: Trace,
  done: Omit<Filled, 'view'>,
): Promise<Omit<Filled, 'view'>> {
  const whole = wayBack ? { ...view, blocks: [...view.blocks, backRow()] } : view;
  try {
    await views.update(open, whole);
    return done;
  } catch (error) {
    if (!(error instanceof SlackProblem)) throw error;
    if (LEFT.test(error.code)) return { ...done, outcome: 'left', facts: { ...done.facts, code: error.code } };
    await views.update({ id: open.id }, problemView(title, about, WINDOW_REFUSED, trace.reference, wayBackFrom(about)));
    return { ...done, outcome: 'refused by Slack', cause: error };
  }
}

const bugIn = ({ title, about }: Filling, trace: Trace, cause: unknown): Filled => {
  return { outcome: 'bug', view: problemView(title, about, BUG, trace.reference, wayBackFrom(about)), cause };
};

/** Only details can be read again in their window. */
const wayBackFrom = (about: About) => ('address' in about ? [backRow()] : []);
