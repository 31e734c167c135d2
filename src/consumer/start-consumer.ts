import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AwsProblem } from '../domain/aws-problem.js';
import type { Failure } from '../domain/failure.js';
import type { ExecutionNews } from '../domain/incident.js';
import type { FailureQueue } from '../gateways/failure-queue.js';
import type { SlackMessages } from '../gateways/slack-messages.js';
import { announce } from '../use-cases/announce/announce.js';
import type { Announcing } from '../use-cases/announce/ports.js';
import { refreshDigest } from '../use-cases/announce/refresh-digest.js';
import { type Gathering, gatherFailure } from '../use-cases/failure/gather-failure.js';
import type { FailureSources } from '../use-cases/failure/sources.js';
import { giveUpChannel } from '../use-cases/give-up-channel.js';
import type { SubscriptionStore } from '../use-cases/subscriptions.js';
import { createChannelTurns } from './channel-turns.js';
import { consumeQueue, type QueueConsumer } from './consume-queue.js';
import { createFailureMessages } from './failure-messages.js';
import { type Handling, handleMessage } from './handle-message.js';
import { createDigestRefresher } from './refresh-digests.js';
import { createTellPaused } from './tell-paused.js';

export interface ConsumerTimings {
  /** How long a poll waits for a message; a stop waits for the poll. */
  pollSeconds: number;
  /** How long a message is nobody else's; renewed while it is worked on. */
  visibilitySeconds: number;
  /** How long a claim holds whose holder says nothing, in milliseconds. */
  leaseMs: number;
  firstRetrySeconds: number;
  /** A digest is edited this often at most, in milliseconds. */
  digestEveryMs: number;
}

/**
 * A claim outlasts what usually happens under it at worst: AWS's deadlines, then some of Slack's. Whoever takes longer
 * still sends nothing any more.
 */
export const TIMINGS: ConsumerTimings = {
  pollSeconds: 5,
  visibilitySeconds: 60,
  leaseMs: 120_000,
  firstRetrySeconds: 2,
  digestEveryMs: 3000,
};

export interface Consuming {
  queue: FailureQueue;
  store: Announcing['store'];
  floods: Announcing['floods'];
  subscriptions: Announcing['subscriptions'] & SubscriptionStore;
  slack: SlackMessages;
  directory: {
    isShared(channel: string, otherwise: boolean | undefined): Promise<boolean | undefined>;
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
  const { floods, slack } = consuming;
  const turns = createChannelTurns({ now: Date.now, signal: stopping.signal });
  const messages = createFailureMessages(slack);
  const refresh = (channel: string) => refreshDigest({ floods, messages }, channel);
  const digests = createDigestRefresher(refresh, timings.digestEveryMs, log);
  const announcing = toAnnouncing({ ...consuming, timings, log }, { turns, messages, refreshDigest: digests.soon });
  const handle = handleMessage({
    announce: (news, receives) =>
      announce({ ...announcing, gather: gatherer(consuming.sources, receives), isRepeated: receives > 1 }, news),
    ...{ log, onDone, firstRetrySeconds: timings.firstRetrySeconds },
  });
  const consumer = consumeQueue(queue, timings, log, handle);
  return {
    async stop() {
      stopping.abort();
      await consumer.stop();
      await digests.finish();
    },
  };
}

type Parts = Omit<Consuming, 'queue' | 'onDone'>;

function toAnnouncing(
  { store, floods, subscriptions, slack, directory, sources, holder, timings, log }: Parts,
  channels: Pick<Announcing, 'turns' | 'messages' | 'refreshDigest'>,
): Omit<Announcing, 'gather' | 'isRepeated'> {
  const now = Date.now;
  const tell = createTellPaused(slack, log);
  return {
    ...{ store, floods, subscriptions, now, holder, leaseMs: timings.leaseMs },
    ...channels,
    revisionOf: (news) =>
      sources.getPipelineExecution(news).then(
        ({ revisions }) => revisions[0]?.revisionId,
        () => undefined,
      ),
    isShared: ({ channel, shared }) => directory.isShared(channel, shared),
    userByEmail: directory.userByEmail,
    giveUp: (channel, code) =>
      giveUpChannel({ store: subscriptions, tell, now, leaseMs: timings.leaseMs }, channel, code),
  };
}

const TRANSIENT = ['throttled', 'timed-out', 'unreachable', 'service-fault', 'no-credentials', 'wrong-clock'];
/** About half an hour of waiting for AWS; after that a summary with gaps is better than silence. */
const PATIENT_RECEIVES = 10;

/** Gathers failures; where AWS does not say what failed only because it is down, the event comes again. */
function gatherer(sources: FailureSources, receives: number) {
  return (news: ExecutionNews): Gathering => {
    let problem: unknown;
    const listActionExecutions: FailureSources['listActionExecutions'] = (query) =>
      sources.listActionExecutions(query).catch((error: unknown) => {
        problem = error;
        throw error;
      });
    const { authorEmail: email, at } = news;
    const request = { ...news, failedAt: new Date(at), ...(email && { author: { email } }) };
    const gathering = gatherFailure({ ...sources, ...letOthersGoFirst(sources), listActionExecutions }, request);
    const orComeAgain = (failure: Failure) => {
      const isDown = problem instanceof AwsProblem && TRANSIENT.includes(problem.kind);
      if (isDown && receives < PATIENT_RECEIVES) throw problem;
      return failure;
    };
    return { ...gathering, failure: gathering.failure.then(orComeAgain) };
  };
}

/** Requests cost some computing time each; those on whose answers others wait are written and read first. */
const LAST_AFTER_MS = 10;
const letOthersGoFirst = ({ getPipelineExecution, listPipelineExecutions }: FailureSources) => ({
  getPipelineExecution: (query: Parameters<typeof getPipelineExecution>[0]) =>
    wait(LAST_AFTER_MS).then(() => getPipelineExecution(query)),
  listPipelineExecutions: (query: Parameters<typeof listPipelineExecutions>[0]) =>
    wait(LAST_AFTER_MS).then(() => listPipelineExecutions(query)),
});
