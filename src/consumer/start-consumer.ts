import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Account } from '../domain/account.js';
import type { PipelineKey } from '../domain/incident.js';
import { MOST_EXECUTIONS } from '../domain/pipeline-execution.js';
import type { FailureQueue } from '../gateways/failure-queue.js';
import type { SlackMessages } from '../gateways/slack-messages.js';
import { shareWithinTurn } from '../runtime/share-within-turn.js';
import { isActedOn, operatorsOf } from '../use-cases/act/may-act.js';
import type { Acting, ActReads, Standings } from '../use-cases/act/ports.js';
import { readApproval } from '../use-cases/act/read-approval.js';
import { readTally } from '../use-cases/act/read-tally.js';
import { createChannelLines } from '../use-cases/announce/channel-lines.js';
import { createLookAtPipeline } from '../use-cases/announce/look-at-pipeline.js';
import type { AnnounceDeps, AnnouncementStore, SubscriptionFinder } from '../use-cases/announce/ports.js';
import { RetryLater } from '../use-cases/announce/retry-later.js';
import type { FailureSources } from '../use-cases/failure/sources.js';
import { giveUpChannel } from '../use-cases/give-up-channel.js';
import type { SubscriptionStore } from '../use-cases/subscriptions.js';
import { createChannelMessages } from './channel-messages.js';
import { consumeQueue } from './consume-queue.js';
import { createStandings, type OpenCards } from './create-standings.js';
import { createHandleMessage, type HandleDeps } from './handle-message.js';
import { askedOnce, gatherer } from './read-failures.js';
import { type DueList, remindWhenDue } from './remind-when-due.js';

export interface ConsumerTimings {
  /** How long a poll waits for a message; a stop waits for the poll. */
  pollSeconds: number;
  /** How long a message is hidden from other consumers; renewed while it is worked on. */
  visibilitySeconds: number;
  /** How long a channel stays taken whose holder says nothing, in milliseconds. */
  leaseMs: number;
  firstRetrySeconds: number;
  /** How often it is asked which reminders are due. */
  remindEverySeconds: number;
  /** How long an act stays claimed whose holder says nothing, in milliseconds: longer than the call and a read after it. */
  actLeaseMs: number;
}

/** Half of a lease outlasts any call made under it: calls of Slack and the table end after ten seconds. */
export const TIMINGS: ConsumerTimings = {
  pollSeconds: 5,
  visibilitySeconds: 60,
  leaseMs: 60_000,
  firstRetrySeconds: 2,
  remindEverySeconds: 60,
  actLeaseMs: 30_000,
};

export interface ConsumerDeps {
  queue: FailureQueue;
  store: AnnouncementStore & DueList & OpenCards;
  subscriptions: SubscriptionFinder & SubscriptionStore;
  slack: SlackMessages;
  directory: {
    isShared(channel: string, otherwise: boolean | undefined): Promise<boolean | undefined>;
    userByEmail: AnnounceDeps['userByEmail'];
  };
  sources: FailureSources;
  /** What is read of approvals. */
  approvalReads: ActReads;
  /** Absent without OPERATORS: no button is shown. */
  acting: Pick<Acting, 'rules' | 'store'> | undefined;
  account: string;
  accounts: readonly Account[];
  timings: ConsumerTimings;
  log: Logger;
  onDone: HandleDeps['onDone'];
}

export interface Consumer extends Standings {
  /** Takes no more; resolves when what was taken is over. */
  stop(): Promise<void>;
}

/** Takes events from the queue and makes channels show what they come to, until it is stopped. */
export function startConsumer(deps: ConsumerDeps): Consumer {
  const { queue, account, accounts, timings, log, onDone } = deps;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const lookAtPipeline = createLookAtPipeline(announceDeps(deps, stopping.signal));
  const standings = createStandings({ lookAtPipeline, store: deps.store, account, accounts, now: Date.now, log });
  const handle = createHandleMessage({
    lookAtPipeline: standings.hear,
    account,
    accounts,
    now: Date.now,
    log,
    onDone,
    firstRetrySeconds: timings.firstRetrySeconds,
  });
  const consumer = consumeQueue(queue, timings, log, handle);
  const reminding = remindWhenDue(deps.store, (pipeline) => lookAtPipeline(pipeline, undefined, false), {
    everySeconds: timings.remindEverySeconds,
    signal: stopping.signal,
    log,
  });
  return {
    ...standings,
    async stop() {
      stopping.abort();
      await Promise.all([consumer.stop(), reminding]);
    },
  };
}

function announceDeps(deps: ConsumerDeps, signal: AbortSignal) {
  const { store, subscriptions, slack, directory, sources, timings, approvalReads, acting } = deps;
  const operators = (pipeline: PipelineKey) => (acting ? operatorsOf(acting.rules, pipeline) : []);
  const now = Date.now;
  const messages = createChannelMessages(slack, (pipeline) => isActedOn(acting?.rules, pipeline));
  const wait = async (ms: number) => {
    await delay(ms, undefined, { signal }).catch(() => {});
    if (signal.aborted) throw new RetryLater('stopping', 0);
  };
  const lines = createChannelLines({ store, messages, now, wait, leaseMs: timings.leaseMs });
  const giveUp = (channel: string, code: string) =>
    giveUpChannel({ store: subscriptions, lines, directWith: slack.directWith, now }, channel, code);
  return {
    store,
    subscriptions: { forPipeline: shareWithinTurn(subscriptions.forPipeline, (...key) => key.join(' ')) },
    messages,
    lines,
    now,
    giveUp,
    operatorsOf: operators,
    readApproval: (at, heardAt) => readApproval(approvalReads, at, heardAt),
    readTally: async (at) => acting && readTally(acting, at),
    actsOn: async (at) => acting?.store.actsOn(at) ?? [],
    listExecutions: ({ region, pipelineName }) =>
      sources.listPipelineExecutions({ region, pipelineName, maxResults: MOST_EXECUTIONS }),
    askExecution: askedOnce(sources),
    gather: gatherer({ ...sources, actsOn: acting?.store.actsOn }),
    isShared: ([first]) => directory.isShared(first?.channel ?? '', first?.shared),
    userByEmail: directory.userByEmail,
  } satisfies AnnounceDeps & { lines: unknown };
}
