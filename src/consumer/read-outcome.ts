import { AwsProblem } from '../domain/aws-problem.js';
import { SlackProblem } from '../domain/slack-problem.js';
import { errorForLog } from '../runtime/error-for-log.js';
import type { Delivery } from '../use-cases/announce/ports.js';
import { RetryLater } from '../use-cases/announce/retry-later.js';

export interface LookOutcome {
  told: Delivery[];
  problems: unknown[]; // one for each channel that could not be told
  level: 'info' | 'error';
  outcome: 'looked' | 'later' | 'bug';
  forLog: Record<string, unknown>;
}

/** What a look at a pipeline came to in all its channels. Never rejects. */
export async function readOutcome(looking: Promise<PromiseSettledResult<Delivery>[]>): Promise<LookOutcome> {
  const settled = await looking.catch((reason: unknown) => [{ status: 'rejected' as const, reason }]);
  const problems = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const told = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const outcome = problems.length === 0 ? 'looked' : problems.every(isExpected) ? 'later' : 'bug';
  const described = problems.map((problem) => errorForLog(problem, isExpected(problem)));
  const forLog = { told, ...(problems.length > 0 && { problems: described }) };
  return { told, problems, level: outcome === 'bug' ? 'error' : 'info', outcome, forLog };
}

const isExpected = (problem: unknown) =>
  problem instanceof RetryLater || problem instanceof SlackProblem || problem instanceof AwsProblem;
