import type { AllMiddlewareArgs, RespondArguments } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Accounts } from '../domain/account.js';
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
  /** A message for a whole channel or thread. Throws SlackProblem. */
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

export interface BotContext {
  home: Home;
  accounts: Accounts;
  codePipeline: CodePipeline;
  failureSources: FailureSources;
  directory: SlackDirectory;
  announcements?: Announcements | undefined; // absent without a queue: subscribing is switched off
  /** Absent without `OPERATORS`: no one may act, and no button is shown. */
  acting?: Omit<Acting, 'wordsInAws'> | undefined;
  /** Posts to a response_url. @throws SlackProblem */
  postResponse: (url: string, response: RespondArguments, attempts?: number) => Promise<void>;
  /** Says something to one person where a response_url does not take it. @throws SlackProblem */
  sayAside: SayAside;
  slackViews: (client: AllMiddlewareArgs['client']) => SlackViews;
  inFlight: InFlight;
  log: Logger;
  now: () => Date;
  onDone: (what: string, outcome: string, ms: number) => void;
}

/** An interaction's outcome (one word for the log), the message for the person, and facts for the log. */
export interface Answer {
  outcome: string;
  message: Message;
  facts?: Record<string, unknown>;
  cause?: unknown; // the cause of a refusal, for the log
}

/** An outcome that needs no message: the whole channel has been told. */
export type ToldInChannel = Omit<Answer, 'message'> & { message?: undefined };
/** Users get an answer within this many milliseconds, and Slack one more second to deliver it. */
const INTERACTION_MS = 11_000;

/** The user and channel, which each kind of payload has in other fields. */
export interface Actor {
  user: string;
  team: string;
  channel?: string | undefined;
}

/** The frame around every listener: trace, in-flight set, one log line. `work` must only throw for bugs. */
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
