import type { ApprovalsCommand } from '../../command-line/parse-approvals-command.js';
import { fullName } from '../../domain/account.js';
import { AwsProblem } from '../../domain/aws-problem.js';
import { type Listing, plainListing, START } from '../../domain/listing.js';
import type { Trace } from '../../runtime/trace.js';
import { findApprovals } from '../../use-cases/act/find-approvals.js';
import { approvalsView, noApprovalsView } from '../../views/act/approvals.js';
import { REFRESH_PAGE } from '../../views/page-buttons.js';
import { answerProblem } from '../answer-page.js';
import type { Answer, BotContext } from '../bot-context.js';

/** More would keep AWS from answering others: there is no call that asks about several pipelines. */
const MOST_PIPELINES = 25;

/** `/pipeline-actions approvals [pipeline]`: what waits, with the windows to decide it. */
export async function answerApprovals(
  bot: BotContext,
  trace: Trace,
  { pipelineName, region: typed }: ApprovalsCommand,
  channel: string,
): Promise<Answer> {
  const { acting } = bot;
  if (!acting) return { outcome: 'not set up', message: noApprovalsView('not-set-up', trace.reference) };
  const region = typed ?? (await bot.codePipeline.defaultRegion());
  if (pipelineName !== undefined) {
    try {
      const names = [fullName({ pipelineName, region })];
      return answerOf(await findApprovals(acting.reads, { pipelineName, region }), names, []);
    } catch (error) {
      const asked = {
        action: REFRESH_PAGE,
        listing: plainListing(pipelineName, bot.accounts.others.length ? region : typed),
        position: START,
      };
      return { ...(await answerProblem(bot, trace, asked, error)), facts: { pipeline: pipelineName } };
    }
  }
  const subscribed = (await bot.announcements?.subscriptions.ofChannel(channel)) ?? [];
  const pipelines = subscribed.filter(({ pipeline }) => !pipeline.includes('*')).slice(0, MOST_PIPELINES);
  if (!pipelines.length)
    return { outcome: 'nothing subscribed', message: noApprovalsView('nothing-subscribed', trace.reference) };
  const found = await Promise.all(
    pipelines.map(({ pipeline, region: where }) =>
      findApprovals(acting.reads, { pipelineName: pipeline, region: where }).catch((error) => {
        if (error instanceof AwsProblem) return undefined;
        throw error;
      }),
    ),
  );
  const names = pipelines.map(({ pipeline, region: where }) => fullName({ pipelineName: pipeline, region: where }));
  const unread = names.filter((_, index) => found[index] === undefined);
  return answerOf(
    found.flatMap((one) => one ?? []),
    names,
    unread,
  );
}

/** What waits in one run of a listing. */
export async function answerRunApprovals(bot: BotContext, trace: Trace, listing: Listing): Promise<Answer> {
  const { acting } = bot;
  if (!acting) return { outcome: 'not set up', message: noApprovalsView('not-set-up', trace.reference) };
  const { pipelineName, filter } = listing;
  try {
    const region = listing.region ?? (await bot.codePipeline.defaultRegion());
    const waiting = await findApprovals(acting.reads, { pipelineName, region });
    const ofRun = waiting.filter((one) => one.pipelineExecutionId === filter?.pipelineExecutionId);
    return answerOf(ofRun, [fullName({ pipelineName, region })], []);
  } catch (error) {
    const asked = { action: REFRESH_PAGE, listing, position: START };
    return { ...(await answerProblem(bot, trace, asked, error)), facts: { pipeline: pipelineName } };
  }
}

const answerOf = (approvals: Awaited<ReturnType<typeof findApprovals>>, names: string[], unread: string[]): Answer => ({
  outcome: 'approvals',
  message: approvalsView(approvals, names, unread),
  facts: { pipelines: names.length, waiting: approvals.length },
});
