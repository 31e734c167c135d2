import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AwsProblem } from '../aws-problem.js';
import type { FailureQueue } from '../gateways/failure-queue.js';
import type { SlackMessages } from '../gateways/slack-messages.js';
import type { ExecutionNews } from '../incident.js';
import { announce } from '../use-cases/announce/announce.js';
import type { Announcing } from '../use-cases/announce/ports.js';
import type { FailureSources } from '../use-cases/failure/sources.js';
import { gatherFailure } from '../use-cases/gather-failure.js';
import { giveUpChannel } from '../use-cases/give-up-channel.js';
import type { SubscriptionStore } from '../use-cases/subscriptions.js';
import { channelGoneView } from '../views/channel-gone.js';
import { createChannelTurns } from './channel-turns.js';
import { consumeQueue, type QueueConsumer } from './consume-queue.js';
import { createFailureMessages } from './failure-messages.js';
import { type Handling, handleMessage } from './handle-message.js';

export interface ConsumerTimings {
  /** How long a poll waits for a message; a stop waits for the poll. */
  pollSeconds: number;
  /** How long a message is nobody else's; renewed while it is worked on. */
  visibilitySeconds: number;
  /** How long a claim holds whose holder says nothing, in milliseconds. */
  leaseMs: number;
  firstRetrySeconds: number;
}

/** A claim outlasts everything that may happen under it: AWS's deadlines, then Slack's. */
export const TIMINGS: ConsumerTimings = {
  pollSeconds: 5,
  visibilitySeconds: 60,
  leaseMs: 60_000,
  firstRetrySeconds: 2,
};

export interface Consuming {
  queue: FailureQueue;
  store: Announcing['store'];
  floods: Announcing['floods'];
  subscriptions: Announcing['subscriptions'] & SubscriptionStore;
  slack: SlackMessages;
  directory: {
    isShared(channel: string, otherwise: boolean): Promise<boolean>;
    userByEmail: Announcing['userByEmail'];
  };
  sources: FailureSources;
  timings: ConsumerTimings;
  /** This process. */
  holder: string;
  log: Logger;
  onDone: Handling['onDone'];
}

/** Takes events from the queue and announces them, until it is stopped. */
export function startConsumer({ queue, log, onDone, timings, ...consuming }: Consuming): QueueConsumer {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const announcing = toAnnouncing({ ...consuming, timings, log }, stopping.signal);
  const handle = handleMessage({
    announce: (news, receives) => announce({ ...announcing, gather: gatherer(consuming.sources, receives) }, news),
    ...{ log, onDone, firstRetrySeconds: timings.firstRetrySeconds },
  });
  const consumer = consumeQueue(queue, timings, log, handle);
  return {
    stop() {
      stopping.abort();
      return consumer.stop();
    },
  };
}

type Parts = Omit<Consuming, 'queue' | 'onDone'>;

function toAnnouncing(
  { store, floods, subscriptions, slack, directory, sources, holder, timings, log }: Parts,
  signal: AbortSignal,
): Omit<Announcing, 'gather'> {
  const now = Date.now;
  const tell: Parameters<typeof giveUpChannel>[0]['tell'] = async (user, channel, code, paused) => {
    // A direct message that can't be sent is no reason to fail: `subscriptions` shows what is paused as well.
    await slack
      .post({ channel: user, ...channelGoneView(channel, code, paused) })
      .catch((error: Error) => log.warn({ what: 'event', user, channel, err: error.message }, 'could not be told'));
  };
  return {
    ...{ store, floods, subscriptions, now, holder, leaseMs: timings.leaseMs },
    messages: createFailureMessages(slack),
    turns: createChannelTurns({ now, signal }),
    revisionOf: (news) =>
      sources.getPipelineExecution(news).then(
        ({ revisions }) => revisions[0]?.revisionId,
        () => undefined,
      ),
    isShared: ({ channel, shared }) => directory.isShared(channel, shared),
    userByEmail: directory.userByEmail,
    giveUp: (channel, code) => giveUpChannel({ store: subscriptions, tell, now }, channel, code),
  };
}

const TRANSIENT = ['throttled', 'timed-out', 'unreachable', 'service-fault', 'no-credentials'];
/** About half an hour of waiting for AWS; after that a summary with gaps is better than silence. */
const PATIENT_RECEIVES = 10;

/** Gathers failures; where AWS does not say what failed only because it is down, the event comes again. */
function gatherer(sources: FailureSources, receives: number) {
  return async (news: ExecutionNews) => {
    let problem: unknown;
    const listActionExecutions: FailureSources['listActionExecutions'] = (query) =>
      sources.listActionExecutions(query).catch((error: unknown) => {
        problem = error;
        throw error;
      });
    const { authorEmail: email, at } = news;
    const request = { ...news, failedAt: new Date(at), ...(email && { author: { email } }) };
    const failure = await gatherFailure({ ...sources, ...letOthersGoFirst(sources), listActionExecutions }, request);
    const isDown = problem instanceof AwsProblem && TRANSIENT.includes(problem.kind);
    if (isDown && receives < PATIENT_RECEIVES) throw problem;
    return failure;
  };
}

/** These two answers are needed last: their requests are written when those on which others wait are on their way. */
const letOthersGoFirst = ({ getPipelineExecution, listPipelineExecutions }: FailureSources) => ({
  getPipelineExecution: (query: Parameters<typeof getPipelineExecution>[0]) =>
    setImmediate().then(() => getPipelineExecution(query)),
  listPipelineExecutions: (query: Parameters<typeof listPipelineExecutions>[0]) =>
    setImmediate().then(() => listPipelineExecutions(query)),
});
