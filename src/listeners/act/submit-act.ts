import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type ActAddress, decodeAct } from '../../cursor/act-address.js';
import { type ApprovalAddress, runOf, type StageAddress } from '../../domain/act.js';
import { AwsProblem } from '../../domain/aws-problem.js';
import { EXECUTION_ID } from '../../domain/listing.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Trace } from '../../runtime/trace.js';
import { decideApproval } from '../../use-cases/act/decide-approval.js';
import type { Acting } from '../../use-cases/act/ports.js';
import { retryStage } from '../../use-cases/act/retry-stage.js';
import { rollBack } from '../../use-cases/act/roll-back.js';
import { stopRun } from '../../use-cases/act/stop-run.js';
import { CHOICE } from '../../views/act/choices.js';
import { WORDS } from '../../views/act/decide-window.js';
import { type ActResult, outcomeWindow } from '../../views/act/outcome-window.js';
import { bugWindow, notBegunWindow, SAY_WHY, staleWindow } from '../../views/act/sentences.js';
import { workingWindow } from '../../views/act/window.js';
import { wordsInAws } from '../../views/act/words-in-aws.js';
import { type Answer, type BotContext, interaction } from '../bot-context.js';
import { factsOf } from './open-act.js';
import { readCard, tellOrigin } from './tell-origin.js';

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** What was typed and chosen in a window. */
interface Typed {
  words: string;
  choice: string;
}

type Done = Omit<Answer, 'message'> & { view: ModalView; result?: ActResult | undefined };

/** The window of an act was submitted: everything is checked again, and the act is done. */
export const submitAct =
  (bot: BotContext) =>
  ({ ack, body, view, client }: Submission): Promise<void> => {
    const actor = { user: body.user.id, team: body.user.team_id ?? '' };
    const at = decodeAct(view.private_metadata);
    return interaction(bot, at?.verb ?? 'act', actor, async (trace) => {
      const typed = at && readTyped(at, view.state.values);
      if (!at || !typed || !bot.acting) {
        await ack({ response_action: 'update', view: staleWindow(at?.verb ?? 'approve', trace.reference) });
        return { outcome: 'stale window' };
      }
      if (isMissing(at, typed)) {
        await ack({ response_action: 'errors', errors: { [WORDS]: SAY_WHY } });
        return { outcome: 'no reason', facts: factsOf(at) };
      }
      const card = at.from?.kind === 'card' ? readCard(bot.acting, at, actor.user) : undefined;
      const doing = perform({ ...bot.acting, wordsInAws }, at, typed, actor.user, trace);
      await ack({ response_action: 'update', view: workingWindow(at) });
      const { view: outcome, result, ...done } = await doing;
      const telling = result && tellOrigin(bot, trace, at, result, { words: typed.words, card: await card });
      await bot.slackViews(client).update({ id: view.id }, outcome).catch(ignoreRefusal);
      const untold = await telling;
      if (result?.kind === 'done' || result?.kind === 'counted') follow(bot, at);
      return untold ? { ...done, facts: { ...done.facts, untold } } : done;
    });
  };

/** Updates what stands in channels, in the background. */
function follow({ acting, inFlight }: BotContext, at: ActAddress): void {
  void inFlight.run(async () => acting?.standings.look(runOf(at)));
}

/** A closed window needs no words; the act is done all the same. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof SlackProblem)) throw error;
}

type Values = Record<string, Record<string, { value?: string | null; selected_option?: { value: string } | null }>>;

/** Undefined where the window does not hold what its verb asks for. */
function readTyped({ verb }: ActAddress, values: Values): Typed | undefined {
  const words = values[WORDS]?.[WORDS]?.value?.trim() ?? '';
  const choice = values[CHOICE]?.[CHOICE]?.selected_option?.value ?? '';
  return CHOICES[verb].test(choice) ? { words, choice } : undefined;
}

const CHOICES: Record<ActAddress['verb'], RegExp> = {
  approve: /^$/,
  reject: /^$/,
  retry: /^(FAILED|ALL)_ACTIONS$/,
  stop: /^(wait|abandon)$/,
  'roll-back': EXECUTION_ID,
};

const isMissing = ({ verb }: ActAddress, { words }: Typed) => (verb === 'reject' || verb === 'stop') && words === '';

async function perform(acting: Acting, at: ActAddress, typed: Typed, user: string, trace: Trace): Promise<Done> {
  const facts = factsOf(at);
  try {
    const result = await act(acting, at, typed, user);
    const { kind } = result;
    const requestId = 'requestId' in result ? result.requestId : undefined;
    return {
      outcome: kind === 'refused' || kind === 'may-not' ? `${kind}: ${result.why}` : kind,
      result,
      view: outcomeWindow(at, result, typed.choice, trace.reference),
      facts: { ...facts, ...(typed.choice && { choice: typed.choice }), ...(requestId && { awsRequestId: requestId }) },
      ...('problem' in result && { cause: result.problem }),
    };
  } catch (cause) {
    const isTable = cause instanceof AwsProblem;
    const view = isTable ? notBegunWindow(at, trace.reference) : bugWindow(at, true, trace.reference);
    return { outcome: isTable ? cause.kind : 'bug', view, facts, cause };
  }
}

function act(acting: Acting, at: ActAddress, { words, choice }: Typed, user: string): Promise<ActResult> {
  switch (at.verb) {
    case 'approve':
    case 'reject':
      return decideApproval(acting, at as ActAddress & ApprovalAddress, { verb: at.verb, user, words });
    case 'retry':
      return retryStage(acting, at, { user, mode: choice === 'ALL_ACTIONS' ? 'ALL_ACTIONS' : 'FAILED_ACTIONS' });
    case 'stop':
      return stopRun(acting, at, { user, words, abandon: choice === 'abandon' });
    case 'roll-back':
      return rollBack(acting, at as ActAddress & StageAddress, { user, targetExecutionId: choice });
  }
}
