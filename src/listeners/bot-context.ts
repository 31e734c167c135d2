import type { AllMiddlewareArgs, RespondArguments } from '@slack/bolt';
import type { Logger } from 'pino';
import { AwsProblem } from '../domain/aws-problem.js';
import type { Home } from '../domain/home.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { CodePipeline } from '../gateways/code-pipeline.js';
import type { SayAside } from '../gateways/slack-aside.js';
import type { SlackDirectory } from '../gateways/slack-directory.js';
import type { SlackViews } from '../gateways/slack-views.js';
import { errorForLog } from '../runtime/error-for-log.js';
import type { InFlight } from '../runtime/in-flight.js';
import { type Trace, withTrace } from '../runtime/trace.js';
import type { Acting, Standings } from '../use-cases/act/ports.js';
import type { FailureSources } from '../use-cases/failure/sources.js';
import type { SubscriptionStore } from '../use-cases/subscriptions.js';
import type { Message } from '../views/message.js';

export interface Announcements {
  subscriptions: SubscriptionStore;
  /** A message that everyone in a channel sees, or everyone who follows its thread. Throws SlackProblem. */
  post(
    message: Message & { channel: string },
    metadata?: undefined,
    place?: { threadTs?: string | undefined },
  ): Promise<unknown>;
  /** Has a message of ours read differently. Throws SlackProblem. */
  update(message: Message & { channel: string }, ts: string): Promise<void>;
  /** What stands in channels, and has to follow what is done here. */
  standings: Standings;
}

/** What listeners work with; arrives as an argument, so that tests can run the whole bot. */
export interface BotContext {
  home: Home;
  codePipeline: CodePipeline;
  failureSources: FailureSources;
  /** Who and what is where in Slack. */
  directory: SlackDirectory;
  /** Absent where the settings name no queue: nothing can be subscribed. */
  announcements?: Announcements | undefined;
  /** Absent where the settings name no operators: nobody may act, and no button is shown. */
  acting?: Omit<Acting, 'wordsInAws'> | undefined;
  /** Posts to a response_url. @throws SlackProblem */
  postResponse: (url: string, response: RespondArguments, attempts?: number) => Promise<void>;
  /** Says something to one person where a response_url does not take it. @throws SlackProblem */
  sayAside: SayAside;
  /** Modals and direct messages, by the client of an interaction. */
  slackViews: (client: AllMiddlewareArgs['client']) => SlackViews;
  inFlight: InFlight;
  log: Logger;
  now: () => Date;
  /** Called once for each interaction that is over. */
  onDone: (what: string, outcome: string, ms: number) => void;
}

/** What an interaction came to: one word for the log, the message for the person, and facts worth logging. */
export interface Answer {
  outcome: string;
  message: Message;
  facts?: Record<string, unknown>;
  /** What is logged as the cause of a refusal. */
  cause?: unknown;
}

/** What an interaction came to that needs no message of its own: the whole channel has been told. */
export type Told = Omit<Answer, 'message'> & { message?: undefined };
/** Everybody who asks has words by then, in milliseconds, and Slack a second to bring them. */
const INTERACTION_MS = 11_000;

/** Who did it and where, as every payload says in its own way. */
export interface Actor {
  user: string;
  team: string;
  channel?: string | undefined;
}

/**
 * The one frame around every listener: gives it a trace, keeps it in the in-flight set, and writes its one log line.
 * `work` must not throw for anything that can be answered; what it throws is logged as a bug.
 */
export function interaction(
  { inFlight, log, onDone }: BotContext,
  what: string,
  actor: Actor,
  work: (trace: Trace) => Promise<Pick<Answer, 'outcome' | 'facts' | 'cause'>>,
): Promise<void> {
  return inFlight.run(() =>
    withTrace(
      async (trace) => {
        const start = performance.now();
        const done = await work(trace).catch((cause: unknown) => ({ outcome: 'not answered', cause, facts: {} }));
        const ms = Math.round(performance.now() - start);
        const level = done.outcome === 'bug' || done.outcome === 'not answered' ? 'error' : 'info';
        const cause = done.cause === undefined ? {} : { err: errorForLog(done.cause, isOurs(done.cause)) };
        log[level](
          {
            what,
            outcome: done.outcome,
            ref: trace.reference,
            ms,
            calls: trace.calls,
            ...actor,
            ...done.facts,
            ...cause,
          },
          what,
        );
        onDone(what, done.outcome, ms);
      },
      { by: actor.user, ms: INTERACTION_MS },
    ),
  );
}

const isOurs = (error: unknown) => error instanceof AwsProblem || error instanceof SlackProblem;
