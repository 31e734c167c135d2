import type { ModalView } from '@slack/types';
import { type ActAddress, decodeAct } from '../../cursor/act-address.js';
import { decodeListing } from '../../cursor/page-cursor.js';
import { fullName } from '../../domain/account.js';
import type { ApprovalAddress, StageAddress } from '../../domain/act.js';
import { AwsProblem } from '../../domain/aws-problem.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Trace } from '../../runtime/trace.js';
import { mayAct } from '../../use-cases/act/may-act.js';
import type { Acting } from '../../use-cases/act/ports.js';
import { readApproval } from '../../use-cases/act/read-approval.js';
import { readStage } from '../../use-cases/act/read-stage.js';
import { readTally } from '../../use-cases/act/read-tally.js';
import { findTargets } from '../../use-cases/act/roll-back.js';
import { CARD } from '../../views/act/approval-card.js';
import { decideWindow } from '../../views/act/decide-window.js';
import { mayNotBlocks, NO_TARGETS, say, standingBlocks } from '../../views/act/refused.js';
import { retryWindow, rollBackWindow, stopWindow } from '../../views/act/run-windows.js';
import { bugWindow, NOT_RUNNING, NOTHING_FAILED, unreadWindow } from '../../views/act/sentences.js';
import { loadingWindow, placeBlock, tellingWindow } from '../../views/act/window.js';
import { windowNotTakenView } from '../../views/not-taken.js';
import { type BotContext, interaction } from '../bot-context.js';
import type { ModalClick } from '../in-modal.js';
import { sendAnswer } from '../send-answer.js';
import { staleClick } from '../stale-click.js';

/** What a window shows, and what the log says of it. */
interface Filled {
  outcome: string;
  view: ModalView;
  cause?: unknown;
}

/** **Approve…**, **Reject…**, **Retry…**, **Stop…**, **Roll back…**: a window that asks, or says why it does not. */
export const openAct = (bot: BotContext, what: string) => (args: ModalClick) => {
  const at = decodeAct((args.action as { value?: string }).value);
  return at ? openActOn(bot, args, at) : staleClick(bot, what, args);
};

/** The same of what a button or an option stood for. */
export function openActOn(bot: BotContext, args: ModalClick, address: ActAddress): Promise<void> {
  const { acting } = bot;
  if (!acting) return staleClick(bot, address.verb, args);
  const at = { ...address, from: originOf(args) };
  const { ack, body, client } = args;
  const actor = { user: body.user.id, team: body.user.team_id ?? '', channel: body.channel?.id };
  return interaction(bot, at.verb, actor, async (trace) => {
    const views = bot.slackViews(client);
    const filling = fill(acting, at, actor.user, trace);
    await ack();
    const facts = factsOf(at);
    try {
      const open = await views.open(body.trigger_id, loadingWindow(at), body.view !== undefined);
      const { view, ...done } = await filling;
      await views.update(open, view);
      return { ...done, facts };
    } catch (error) {
      if (!(error instanceof SlackProblem)) throw error;
      const message = windowNotTakenView(trace.reference);
      const answer = { outcome: `no window: ${error.code}`, message, facts, cause: error };
      return sendAnswer(bot, trace, { ...actor, url: body.response_url }, 'beside', answer);
    }
  });
}

/** Where the click came from: others see it too, or it is a page of the clicker's own. */
function originOf({ action, body: { container, channel, response_url: url } }: ModalClick): ActAddress['from'] {
  const { block_id: blockId = '' } = action as { block_id?: string };
  if (container.type !== 'message') return undefined;
  if (container.is_ephemeral) return 'fault' in decodeListing(blockId) ? undefined : { kind: 'page', blockId, url };
  if (!channel) return undefined;
  if (blockId.startsWith(`${CARD} `)) return { kind: 'card', channel: channel.id, ts: String(container.message_ts) };
  return { kind: 'message', channel: channel.id, ts: String(container.thread_ts ?? container.message_ts) };
}

/** What the log says an act is about. */
export const factsOf = ({ pipelineName, pipelineExecutionId, stageName, actionName }: ActAddress) => ({
  pipeline: pipelineName,
  execution: pipelineExecutionId,
  ...(stageName && { stage: stageName }),
  ...(actionName && { action: actionName }),
});

type Reading = Omit<Acting, 'wordsInAws'>;

async function fill(acting: Reading, at: ActAddress, user: string, trace: Trace): Promise<Filled> {
  try {
    const permission = await mayAct(acting, at, user);
    if (permission.kind === 'may') return await ask(acting, at);
    return told(at, permission.why, mayNotBlocks(permission, fullName(at)));
  } catch (error) {
    return { ...problem(at, trace, error), cause: error };
  }
}

async function ask(acting: Reading, at: ActAddress): Promise<Filled> {
  switch (at.verb) {
    case 'approve':
    case 'reject':
      return askToDecide(acting, at as ActAddress & ApprovalAddress);
    case 'retry': {
      const stage = await readStage(acting.reads, at);
      if (stage.failed.length) return { outcome: 'asked', view: retryWindow(at, stage) };
      return told(at, 'nothing to retry', [say(NOTHING_FAILED)]);
    }
    case 'stop': {
      const stage = await readStage(acting.reads, at);
      const isOver = !/^(InProgress|Stopping)$/.test(stage.execution.status ?? '');
      if (!isOver) return { outcome: 'asked', view: stopWindow(at, stage) };
      return told(at, 'not running', [say(NOT_RUNNING)]);
    }
    case 'roll-back': {
      const found = await findTargets(acting.reads, at as ActAddress & StageAddress);
      if (found.kind === 'targets') return { outcome: 'asked', view: rollBackWindow(at, found.targets) };
      return told(at, `no targets: ${found.why}`, [say(NO_TARGETS[found.why])]);
    }
  }
}

async function askToDecide(acting: Reading, at: ActAddress & ApprovalAddress): Promise<Filled> {
  const [approval, { act, votes, needed }] = await Promise.all([readApproval(acting.reads, at), readTally(acting, at)]);
  if (approval.standing.kind === 'open') return { outcome: 'asked', view: decideWindow(at, approval, votes, needed) };
  return told(at, approval.standing.kind, standingBlocks(approval.standing, act));
}

const told = (at: ActAddress, outcome: string, blocks: Parameters<typeof tellingWindow>[1]): Filled => ({
  outcome,
  view: tellingWindow(at.verb, [placeBlock(at), ...blocks]),
});

function problem(at: ActAddress, { reference }: Trace, error: unknown): Filled {
  if (!(error instanceof AwsProblem)) return { outcome: 'bug', view: bugWindow(at, false, reference) };
  return { outcome: error.kind, view: unreadWindow(at, error, reference) };
}
