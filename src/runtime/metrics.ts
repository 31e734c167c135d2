import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  /** One interaction or event is over. */
  done(what: string, outcome: string, ms: number): void;
  /** A promise was rejected and nobody handled it. */
  rejectionWithoutOwner(): void;
  /** The Prometheus text format. */
  render(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const interactions = new Counter({
    name: 'pipeline_actions_interactions_total',
    help: 'Interactions and events that are over, by what they were and what they came to',
    labelNames: ['what', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'pipeline_actions_interaction_seconds',
    help: 'From a request of Slack or a queue to the answer being taken',
    labelNames: ['what'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10],
    registers: [registry],
  });
  const rejections = new Counter({
    name: 'pipeline_actions_unhandled_rejections_total',
    help: 'Rejections that nobody handled: faults of this program',
    registers: [registry],
  });
  return {
    rejectionWithoutOwner: () => rejections.inc(),
    done(what, outcome, ms) {
      interactions.inc({ what, outcome });
      seconds.observe({ what }, ms / 1000);
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
