import { START } from '../domain/listing.js';
import type { Trace } from '../runtime/trace.js';
import { isActedOn } from '../use-cases/act/may-act.js';
import { findFailedExecution } from '../use-cases/failure/find-failed-execution.js';
import { readFailure } from '../use-cases/failure/read-failure.js';
import { type FailureOptions, failureView } from '../views/failure/failure-view.js';
import { noFailureView } from '../views/failure/no-failure.js';
import { PREVIEW_FAILURE } from '../views/failure/row.js';
import type { Asked } from '../views/refusal.js';
import { answerProblem } from './answer-page.js';
import type { Answer, BotContext } from './bot-context.js';

/**
 * A failure's summary, or why there is none. Never throws.
 * @param asked Its listing names the pipeline, and the execution unless the newest failure is meant.
 * @param isShared Whether another company reads the channel; undefined where Slack does not answer.
 */
export async function answerFailure(
  bot: BotContext,
  trace: Trace,
  { action, listing }: Pick<Asked, 'action' | 'listing'>,
  options: FailureOptions,
  isShared: Promise<boolean | undefined>,
): Promise<Answer> {
  const { pipelineName, filter } = listing;
  const facts = { pipeline: pipelineName };
  try {
    const region = listing.region ?? (await bot.codePipeline.defaultRegion());
    const key = { pipelineName, region };
    const found = await findFailedExecution(bot.failureSources, {
      ...key,
      pipelineExecutionId: filter?.pipelineExecutionId,
    });
    if (found.kind !== 'failed') return { outcome: found.kind, message: noFailureView(found, listing), facts };
    const { pipelineExecutionId } = found;
    const failure = await readFailure(bot.failureSources, { ...key, pipelineExecutionId });
    const canAct = isActedOn(bot.acting?.rules, key);
    const message = failureView(failure, { ...options, canAct, hideLog: (await isShared) ?? 'unknown' });
    return { outcome: 'failure', message, facts: { ...facts, pipelineExecutionId, unread: failure.unread } };
  } catch (error) {
    return { ...(await answerProblem(bot, trace, { action, listing, position: START }, error)), facts };
  }
}

export const answerPreview = (
  bot: BotContext,
  trace: Trace,
  listing: Asked['listing'],
  isShared: Promise<boolean | undefined>,
): Promise<Answer> => answerFailure(bot, trace, { action: PREVIEW_FAILURE, listing }, { preview: true }, isShared);
