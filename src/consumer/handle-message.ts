import type { Logger } from 'pino';
import type { Account } from '../domain/account.js';
import type { ApprovalFact } from '../domain/approval.js';
import type { Fact, PipelineKey } from '../domain/incident.js';
import type { QueueMessage } from '../gateways/failure-queue.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { type Trace, withTrace } from '../runtime/trace.js';
import type { Delivery } from '../use-cases/announce/ports.js';
import { RetryLater } from '../use-cases/announce/retry-later.js';
import type { Handled } from './consume-queue.js';
import { parseEvent } from './parse-event.js';
import { readOutcome } from './read-outcome.js';

export interface HandleDeps {
  lookAtPipeline(
    pipeline: PipelineKey,
    fact: Fact | ApprovalFact,
    isUrgent: boolean,
  ): Promise<PromiseSettledResult<Delivery>[]>;
  /** The queue's own; empty if its URL does not say. */
  account: string;
  accounts: readonly Account[]; // beside it
  now(): number;
  log: Logger;
  /** Called once for each message that is over. */
  onDone(what: string, outcome: string, ms: number): void;
  /** Seconds until a message comes again that failed for the first time; it doubles from there. */
  firstRetrySeconds: number;
}

const LONGEST_RETRY_SECONDS = 900;
/** A malformed message is left to the redrive policy, which counts how often it was received. */
const MALFORMED_AGAIN_SECONDS = 1;
/** How long AWS is waited for; after that a summary with gaps is better than silence. */
const PATIENCE_MS = 30 * 60_000;
/** Messages whose failures are remembered. */
const MOST_KEPT = 10_000;

/** One message: parse → look at the pipeline → delete, or leave it for later; with a reference and one line in the log. */
export function createHandleMessage({
  lookAtPipeline,
  account,
  accounts,
  now,
  log,
  onDone,
  firstRetrySeconds,
}: HandleDeps) {
  const failures = createLatestFew<number>(MOST_KEPT);
  /** Doubled each time that something failed; waiting for others is no failure. */
  const nextBackoff = (id: string): number => {
    const before = failures.get(id) ?? 0;
    failures.keep(id, before + 1);
    return firstRetrySeconds * 2 ** Math.min(10, before);
  };
  return (message: QueueMessage): Promise<Handled> =>
    withTrace(async (trace) => {
      const start = performance.now();
      const over = (outcome: string, facts: Record<string, unknown>, handled: Handled): Handled => {
        const ms = Math.round(performance.now() - start);
        const level = outcome === 'malformed' || outcome === 'bug' ? 'error' : 'info';
        log[level]({ ...lineOf(message, trace), outcome, ms, ...facts }, 'event');
        onDone('event', outcome, ms);
        if ('done' in handled) failures.forget(message.id);
        return handled;
      };
      const event = parseEvent(message.body, account, accounts);
      if (event.kind === 'ignored') return over('ignored', { because: event.because }, { done: true });
      if (event.kind === 'malformed') {
        return over('malformed', { because: event.because }, { againInSeconds: MALFORMED_AGAIN_SECONDS });
      }
      const { pipeline, fact } = event;
      const facts = { pipeline: pipeline.pipelineName, execution: fact.pipelineExecutionId, state: fact.state };
      const isUrgent = now() - message.firstReceivedAt > PATIENCE_MS;
      const { told, problems, outcome, forLog } = await readOutcome(lookAtPipeline(pipeline, fact, isUrgent));
      const heard = { ...facts, ...forLog };
      if (outcome === 'looked') return over(told.length ? 'announced' : 'nobody listens', heard, { done: true });
      const backoff = problems.every(isWaiting) ? 0 : nextBackoff(message.id);
      const againInSeconds = Math.min(...problems.map((problem) => secondsFor(problem, backoff)));
      return over(outcome, { ...heard, againInSeconds }, { againInSeconds });
    });
}

const lineOf = ({ id, receives }: QueueMessage, { reference, calls }: Trace) => ({
  what: 'event',
  ref: reference,
  message: id,
  receives,
  calls,
});

/** What waits on someone else comes when they are done; the rest comes more and more seldom, and not all at once. */
function secondsFor(problem: unknown, backoff: number): number {
  if (problem instanceof RetryLater) return problem.seconds;
  return Math.ceil(Math.min(LONGEST_RETRY_SECONDS, backoff) * (0.8 + 0.4 * Math.random()));
}

const isWaiting = (problem: unknown) => problem instanceof RetryLater;
