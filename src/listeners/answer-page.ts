import { AwsProblem } from '../domain/aws-problem.js';
import { closeNames } from '../domain/close-names.js';
import type { Trace } from '../runtime/trace.js';
import { isActedOn } from '../use-cases/act/may-act.js';
import { listPage } from '../use-cases/list-page.js';
import { BUG } from '../views/obstacles.js';
import { type PageOptions, pageView } from '../views/page.js';
import { type Asked, awsRefusalView, refusalView } from '../views/refusal.js';
import type { Answer, BotContext } from './bot-context.js';

/** A page, or why there is none. Never throws. */
export async function answerPage(
  bot: BotContext,
  trace: Trace,
  asked: Asked,
  options: Omit<PageOptions, 'now' | 'canAct'> = {},
): Promise<Answer> {
  const facts = { pipeline: asked.listing.pipelineName, page: asked.position.pageNumber };
  try {
    const page = await listPage(bot.codePipeline.listActionExecutions, asked.listing, asked.position);
    const message = pageView(page, {
      ...options,
      now: bot.now(),
      canAct: isActedOn(bot.acting?.rules, { ...asked.listing, region: page.region }),
    });
    return { outcome: 'page', message, facts: { ...facts, rows: page.rows.length } };
  } catch (error) {
    return { ...(await answerProblem(bot, trace, asked, error)), facts };
  }
}

/** The one place that turns a problem into words. */
export async function answerProblem(bot: BotContext, trace: Trace, asked: Asked, error: unknown): Promise<Answer> {
  if (!(error instanceof AwsProblem)) return answerBug(trace, error);
  const names = error.kind === 'pipeline-not-found' ? await namesLike(bot, asked) : [];
  return { outcome: error.kind, message: awsRefusalView(error, asked, trace.reference, names), cause: error };
}

export const answerBug = (trace: Trace, error: unknown): Answer => ({
  outcome: 'bug',
  message: refusalView(BUG, trace.reference),
  cause: error,
});

/** Similar names to offer; empty without the permission to list pipelines. */
async function namesLike(bot: BotContext, { listing }: Asked): Promise<string[]> {
  const known = await bot.codePipeline.listPipelineNames(listing.region).catch(() => ({ names: [] }));
  return closeNames(listing.pipelineName, known.names);
}
