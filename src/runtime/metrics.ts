import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TracedCall } from './trace.js';

/** Messages in the queue, and in its dead-letter queue if that may be asked. */
export interface QueueDepth {
  waiting: number;
  inFlight: number;
  deadLetters?: number | undefined;
}

export interface Metrics {
  done(what: string, outcome: string, ms: number): void;
  called(call: TracedCall): void;
  /** An event was received, that long after it was sent. */
  taken(ageMs: number): void;
  depth(depth: QueueDepth): void;
  trouble(kind: string, isOpen: boolean): void;
  rejectionWithoutOwner(): void;
  /** In the Prometheus text format. */
  render(): Promise<{ contentType: string; body: string }>;
}

const PREFIX = 'pipeline_actions_';
const THROTTLED = /throttl|ratelimited|TooManyRequests|RequestLimitExceeded|SlowDown|ProvisionedThroughputExceeded/i;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Adds nodejs_eventloop_lag_*, nodejs_active_handles and process_resident_memory_bytes.
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) =>
    new Histogram({ name: PREFIX + name, help, labelNames, buckets, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers });

  const interactions = counter('interactions_total', HELP.interactions, ['what', 'outcome']);
  const seconds = histogram('interaction_seconds', HELP.seconds, ['what'], [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10]);
  const calls = histogram('call_seconds', HELP.calls, ['call', 'outcome'], [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]);
  const throttled = counter('throttled_total', HELP.throttled, ['call']);
  const attempts = counter('call_retries_total', HELP.retries, ['call']);
  const age = histogram('event_age_seconds', HELP.age, [], [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 21_600]);
  const messages = gauge('queue_messages', HELP.messages, ['state']);
  const troubles = gauge('trouble', HELP.trouble, ['kind']);
  const rejections = counter('unhandled_rejections_total', HELP.rejections);
  return {
    done(what, outcome, ms) {
      interactions.inc({ what, outcome });
      seconds.observe({ what }, ms / 1000);
    },
    called({ call, ms, attempts: made = 1, error }) {
      calls.observe({ call, outcome: error ?? 'ok' }, ms / 1000);
      if (error !== undefined && THROTTLED.test(error)) throttled.inc({ call });
      if (made > 1) attempts.inc({ call }, made - 1);
    },
    taken: (ageMs) => age.observe(ageMs / 1000),
    depth({ waiting, inFlight, deadLetters }) {
      messages.set({ state: 'waiting' }, waiting);
      messages.set({ state: 'in flight' }, inFlight);
      if (deadLetters !== undefined) messages.set({ state: 'dead letters' }, deadLetters);
    },
    trouble: (kind, isOpen) => troubles.set({ kind }, isOpen ? 1 : 0),
    rejectionWithoutOwner: () => rejections.inc(),
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

const HELP = {
  interactions: 'Interactions and events that are over, by what they were and what they came to',
  seconds: 'From a request of Slack or a queue to the answer being taken',
  calls: 'Calls to AWS and Slack, all attempts of one together, by what came of them',
  throttled: 'Calls that were still throttled after their last attempt',
  retries: 'Attempts of calls to AWS beyond the first',
  age: 'From an event being put into the queue to its being taken',
  messages: 'Messages of the queue and of its dead-letter queue, as of the last minute',
  trouble: '1 while there is trouble of that kind',
  rejections: 'Unhandled rejections: faults of this program',
};
