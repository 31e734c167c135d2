import type { Logger } from 'pino';
import { AwsProblem } from '../domain/aws-problem.js';
import type { ExecutionNews } from '../domain/incident.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { QueueMessage } from '../gateways/failure-queue.js';
import { type Trace, withTrace } from '../runtime/trace.js';
import { Later } from '../use-cases/announce/later.js';
import type { Delivery } from '../use-cases/announce/ports.js';
import type { Handled } from './consume-queue.js';
import { parsePipelineEvent } from './pipeline-event.js';

export interface Handling {
  announce(news: ExecutionNews, receives: number): Promise<PromiseSettledResult<Delivery>[]>;
  log: Logger;
  /** Called once for each message that is over. */
  onDone(what: string, outcome: string, ms: number): void;
  /** Seconds until a message comes again that failed for the first time; it doubles from there. */
  firstRetrySeconds: number;
}

const LONGEST_RETRY_SECONDS = 900;
/** A malformed message is left to the redrive policy, which counts how often it was received. */
const MALFORMED_AGAIN_SECONDS = 1;

/** One message: parse → announce → delete, or leave it for later; with a reference and one line in the log. */
export const handleMessage =
  ({ announce, log, onDone, firstRetrySeconds }: Handling) =>
  (message: QueueMessage): Promise<Handled> =>
    withTrace(async (trace) => {
      const start = performance.now();
      const over = (outcome: string, facts: Record<string, unknown>, handled: Handled): Handled => {
        const ms = Math.round(performance.now() - start);
        const level = outcome === 'malformed' || outcome === 'bug' ? 'error' : 'info';
        log[level]({ ...lineOf(message, trace), outcome, ms, ...facts }, 'event');
        onDone('event', outcome, ms);
        return handled;
      };
      const event = parsePipelineEvent(message.body);
      if (event.kind === 'ignored') return over('ignored', { because: event.because }, { done: true });
      if (event.kind === 'malformed') {
        return over('malformed', { because: event.because }, { againInSeconds: MALFORMED_AGAIN_SECONDS });
      }
      const { news } = event;
      const facts = { pipeline: news.pipelineName, execution: news.pipelineExecutionId, state: news.state };
      const settled = await announce(news, message.receives).catch((reason: unknown) => [failed(reason)]);
      const problems = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      const told = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const heard = { ...facts, told };
      if (problems.length === 0) return over(told.length ? 'announced' : 'nobody listens', heard, { done: true });
      const backoff = firstRetrySeconds * 2 ** Math.min(10, message.receives - 1);
      const againInSeconds = Math.min(...problems.map((problem) => secondsFor(problem, backoff)));
      const outcome = problems.every(isExpected) ? 'later' : 'bug';
      return over(outcome, { ...heard, problems: problems.map(describe), againInSeconds }, { againInSeconds });
    });

const failed = (reason: unknown): PromiseRejectedResult => ({ status: 'rejected', reason });

const lineOf = ({ id, receives }: QueueMessage, { reference, calls }: Trace) => ({
  ...{ what: 'event', ref: reference, message: id, receives, calls },
});

/** What waits on someone else comes when they are done; the rest comes more and more seldom, and not all at once. */
function secondsFor(problem: unknown, backoff: number): number {
  if (problem instanceof Later && problem.seconds !== undefined) return problem.seconds;
  return Math.ceil(Math.min(LONGEST_RETRY_SECONDS, backoff) * (0.8 + 0.4 * Math.random()));
}

const isExpected = (problem: unknown) =>
  problem instanceof Later || problem instanceof SlackProblem || problem instanceof AwsProblem;

/** As it may be logged: AWS's and Slack's own messages hold tokens and account ids. */
function describe(problem: unknown): Record<string, unknown> {
  if (!(problem instanceof Error)) return { name: typeof problem };
  const { name, message, stack } = problem;
  if (isExpected(problem)) return { name, message };
  return {
    name,
    stack: stack
      ?.split('\n')
      .filter((frame) => /^\s+at /.test(frame))
      .slice(0, 6),
  };
}
