import type { Act } from '../../domain/act.js';
import { AwsProblem } from '../../domain/aws-problem.js';
import type { FailedAction } from '../../domain/failure.js';
import { cleanText } from './clean-text.js';
import type { ExecutionKey, FailureSources } from './sources.js';

/**
 * A rejection made in Slack gets the person and their words, for AWS names the bot's role. Only the table says who it was:
 * anyone who may answer AWS could write words like ours. Where it can't be read, AWS's words stay.
 */
export async function nameReviewers(
  { actsOn }: Pick<FailureSources, 'actsOn'>,
  run: ExecutionKey,
  actions: FailedAction[],
): Promise<FailedAction[]> {
  if (!actsOn || !actions.some(({ reason }) => reason.kind === 'rejected')) return actions;
  const acts = await actsOn(run).catch((error: unknown): Act[] => {
    if (error instanceof AwsProblem) return [];
    throw error;
  });
  const claims = acts.flatMap((act) => [act, ...(act.earlier ?? [])]);
  return actions.map((action) => {
    const words = action.reason.kind === 'rejected' ? action.reason.words : undefined;
    const act = claims.find(({ verb, summary }) => verb === 'reject' && summary && isSaid(summary, words));
    if (!act) return action;
    return { ...action, reason: { kind: 'rejected', by: cleanText(act.by.name), words: cleanText(act.words) } };
  });
}

const isSaid = (summary: string, words: string | undefined) => cleanText(summary).trim() === words;
