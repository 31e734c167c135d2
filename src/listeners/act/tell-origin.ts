import type { ActAddress } from '../../cursor/act-address.js';
import { decodeListing } from '../../cursor/page-cursor.js';
import type { ApprovalAddress } from '../../domain/act.js';
import type { ApprovalOutcome } from '../../domain/approval.js';
import { AwsProblem } from '../../domain/aws-problem.js';
import { START } from '../../domain/listing.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Trace } from '../../runtime/trace.js';
import { mayAct } from '../../use-cases/act/may-act.js';
import type { Acting } from '../../use-cases/act/ports.js';
import { type Approval, readApproval } from '../../use-cases/act/read-approval.js';
import { withActLine } from '../../views/act/act-line.js';
import { actReplyView } from '../../views/act/act-reply.js';
import { approvalCardView } from '../../views/act/approval-card.js';
import type { ActResult } from '../../views/act/outcome-window.js';
import { REFRESH_PAGE } from '../../views/page-buttons.js';
import { answerPage } from '../answer-page.js';
import type { BotContext } from '../bot-context.js';

/** What a card goes on to show, read during the act; undefined if AWS does not say or the person may not act. */
export async function readCard(
  acting: Omit<Acting, 'wordsInAws'>,
  at: ActAddress,
  user: string,
): Promise<Approval | undefined> {
  const { kind } = await mayAct(acting, at, user);
  if (kind !== 'may') return undefined;
  return readApproval(acting.reads, at as ActAddress & ApprovalAddress).catch((error: unknown) => {
    if (error instanceof AwsProblem) return undefined;
    throw error;
  });
}

/**
 * Shows what was done where its button stands: on the approval's card, in a message's thread, on the clicker's own page.
 * It is done whether or not Slack takes it. @returns Slack's refusal, if any.
 */
export async function tellOrigin(
  bot: BotContext,
  trace: Trace,
  at: ActAddress,
  result: ActResult,
  { words, card }: { words: string; card: Approval | undefined },
): Promise<string | undefined> {
  const { from, verb } = at;
  const now = bot.now();
  if (result.kind !== 'done' || !from) return undefined;
  try {
    if (from.kind === 'page') await tellOnPage(bot, trace, from, { verb, by: result.by.id, at: now.getTime() });
    else if (from.kind === 'message') {
      const reply = { channel: from.channel, ...actReplyView(at, result.by, words, now) };
      await bot.announcements?.post(reply, undefined, { threadTs: from.ts });
    } else if (card && 'who' in result) {
      const people = result.who.map(({ id }) => id);
      const status: ApprovalOutcome['status'] = verb === 'approve' ? 'approved' : 'rejected';
      const outcome = { status, people, words, at: now.getTime() };
      const view = approvalCardView({ approval: card, outcome, operators: [] });
      await bot.announcements?.update({ channel: from.channel, ...view }, from.ts);
    }
  } catch (error) {
    if (!(error instanceof SlackProblem)) throw error;
    return error.code;
  }
}

/** The page of one's own begins anew, and says who did what. */
async function tellOnPage(
  bot: BotContext,
  trace: Trace,
  { blockId, url }: { blockId: string; url: string },
  act: Parameters<typeof withActLine>[1],
): Promise<void> {
  const listing = decodeListing(blockId);
  if ('fault' in listing) return;
  const { outcome, message } = await answerPage(bot, trace, { action: REFRESH_PAGE, listing, position: START });
  if (outcome !== 'page') return;
  const told = withActLine(message, act);
  await bot.postResponse(url, { response_type: 'ephemeral', replace_original: true, ...told });
}
