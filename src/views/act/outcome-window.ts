import type { KnownBlock, ModalView } from '@slack/types';
import type { ActAddress } from '../../cursor/act-address.js';
import { fullName } from '../../domain/account.js';
import type { Outcome } from '../../use-cases/act/act-once.js';
import type { Decision } from '../../use-cases/act/decide-approval.js';
import type { NotAllowed } from '../../use-cases/act/may-act.js';
import type { NoTargets } from '../../use-cases/act/roll-back.js';
import { context, paragraph } from '../message.js';
import { problemInWords } from '../problem.js';
import { votesInWords } from './decide-window.js';
import { ACT_REFUSALS, mayNotBlocks, NO_TARGETS, ownChangeSentence, say, tooLateBlocks } from './refused.js';
import { placeBlock, tellingWindow } from './window.js';

export type ActResult = Outcome | Decision | NotAllowed | NoTargets;

/** What came of an act. @param choice How to retry or stop, as it was chosen. */
export function outcomeWindow(at: ActAddress, result: ActResult, choice: string, reference: string): ModalView {
  return tellingWindow(at.verb, [
    placeBlock(at),
    ...resultBlocks(at, result, choice),
    ...referenceOf(result, reference),
  ]);
}

/** A reference only where something is broken. */
const referenceOf = ({ kind }: ActResult, reference: string): KnownBlock[] =>
  kind === 'not-done' || kind === 'unknown' ? [context(`Reference ${reference}`)] : [];

function resultBlocks(at: ActAddress, result: ActResult, choice: string): KnownBlock[] {
  switch (result.kind) {
    case 'done':
      return [paragraph(doneSentence(at, choice))];
    case 'counted':
      return [paragraph(`✅ Your approval counts: ${votesInWords(result.votes, result.needed)}.`)];
    case 'too-late':
      return tooLateBlocks(result.first);
    case 'may-not':
      return mayNotBlocks(result, fullName(at));
    case 'own-change':
      return [say(ownChangeSentence(result))];
    case 'refused':
      return [say(ACT_REFUSALS[result.why])];
    case 'no-targets':
      return [say(NO_TARGETS[result.why])];
    case 'not-done':
      return [say(notDoneSentence(result.problem))];
    case 'unknown':
      return [say('AWS did not say whether it did this: look at the pipeline in a minute, before you try again.')];
  }
}

function doneSentence(at: ActAddress, choice: string): string {
  const { stageName = 'the stage' } = at;
  const pipeline = fullName(at);
  switch (at.verb) {
    case 'approve':
      return `✅ Approved. The run of ${pipeline} goes on.`;
    case 'reject':
      return `🚫 Rejected. The run of ${pipeline} ends here; a retry of ${stageName} asks again.`;
    case 'retry':
      return choice === 'ALL_ACTIONS' ? '🔁 The whole stage runs again.' : '🔁 What failed runs again.';
    case 'stop':
      return choice === 'abandon' ? '⏹ Stopped.' : '⏹ It stops when what is under way has ended.';
    case 'roll-back':
      return `⏪ ${stageName} goes back, as a run of its own. What comes after it stays as it is.`;
  }
}

type Problem = Extract<Outcome, { kind: 'not-done' }>['problem'];

/** AWS did not do it: why, and what to do next. */
function notDoneSentence(problem: Problem): string {
  const { kind, action, alias } = problem;
  if (alias !== undefined) return `${problemInWords(problem)} Nothing was done.`;
  switch (kind) {
    case 'access-denied':
      return `This bot lacks the permission ${action}, so nothing was done: ask the people who run it to add that IAM action.`;
    case 'no-credentials':
      return `AWS does not accept this bot’s credentials for ${action}, so nothing was done: ask the people who run it to renew them.`;
    case 'wrong-clock':
      return 'The clock of the machine that this bot runs on is wrong, so AWS did nothing: ask the people who run it to set it.';
    case 'throttled':
      return 'AWS is answering too many requests right now, so nothing was done: wait a few seconds and try again.';
    case 'pipeline-not-found':
      return 'There is no such pipeline any more, so nothing was done.';
    case 'execution-not-found':
      return 'AWS has no such run any more, so nothing was done.';
    case 'invalid-request':
    case 'invalid-token':
      return 'AWS refused it, so nothing was done: look at the pipeline in the AWS console.';
    default:
      return 'AWS did not answer, and nothing was done so far: try again in a minute.';
  }
}
