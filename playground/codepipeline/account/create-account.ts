import { addHistory, type HistoryPlan } from './add-history.js';
import type { Pace } from './clock.js';
import { createPipeline, type PipelinePlan } from './create-pipeline.js';
import { createEventSource, type EventListener } from './event-source.js';
import { createLiveRuns, type LiveRuns } from './live-runs.js';
import type { Pipeline } from './model.js';
import { createWorkIndex, type WorkIndex } from './work-index.js';

export interface AccountOptions {
  /** Twelve digits. */
  id?: string;
  /** The region of pipelines that name none. */
  region?: string;
  /** Milliseconds to which history is relative; the present by default. */
  now?: number;
  /**
   * How fast live runs go: a function from the milliseconds a step takes in truth to those it takes here,
   * or `instant`, which finishes a run before `startRun` returns.
   */
  pace?: Pace;
}

export interface Account extends LiveRuns {
  readonly id: string;
  readonly region: string;
  /** Sorted by name. */
  pipelines(region?: string): Pipeline[];
  find(name: string, region?: string): Pipeline | undefined;
  /** @throws when the name is taken in that region. */
  addPipeline(plan: PipelinePlan, history?: HistoryPlan): Pipeline;
  /** What actions had done by other services, such as builds and their logs. */
  readonly work: WorkIndex;
  /**
   * Tells of each change of state that happens from now on, as EventBridge does; history tells nothing.
   * @returns stops the telling.
   */
  onEvent(listener: EventListener): () => void;
}

/** An AWS account as far as CodePipeline goes: pipelines by region, their history, and runs that go on now. */
export function createAccount(options: AccountOptions = {}): Account {
  const id = options.id ?? '123456789012';
  const region = options.region ?? 'eu-west-1';
  const now = options.now ?? Date.now();
  const pipelines = new Map<string, Pipeline>();
  const work = createWorkIndex();
  const events = createEventSource();
  const find = (name: string, where = region) => pipelines.get(`${where}/${name}`);
  const live = createLiveRuns({
    find,
    pace: options.pace ?? usualPace,
    tell(run, news) {
      work.note(run, news);
      events.tell(run, news);
    },
  });

  return {
    id,
    region,
    ...live,
    work,
    onEvent: events.onEvent,
    find,
    pipelines: (where = region) =>
      [...pipelines.values()].filter((p) => p.region === where).sort((a, b) => (a.name < b.name ? -1 : 1)),
    addPipeline(plan, history) {
      const key = `${plan.region ?? region}/${plan.name}`;
      if (pipelines.has(key)) throw new Error(`There is a pipeline ${key} already`);
      const pipeline = createPipeline(plan, id, plan.region ?? region, now);
      pipelines.set(key, pipeline);
      if (history) for (const run of addHistory(pipeline, history, now, work.note)) live.adopt(run);
      return pipeline;
    },
  };
}

// A build of three minutes takes about five seconds; nothing takes longer than six.
function usualPace(ms: number): number {
  return Math.min(6000, Math.max(150, ms / 40));
}
