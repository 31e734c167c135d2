import { addHistory, type HistoryPlan } from './add-history.js';
import type { Pace } from './clock.js';
import { createPipeline, type PipelinePlan } from './create-pipeline.js';
import { createEventSource, type EventListener } from './event-source.js';
import { createLiveRuns, type LiveRuns } from './live-runs.js';
import type { Pipeline } from './model.js';
import { createWorkIndex, type WorkIndex } from './work-index.js';

export interface AccountOptions {
  id?: string;
  /** Default region of pipelines. */
  region?: string;
  /** The present for history, in milliseconds since 1970. */
  now?: number;
  /**
   * Pace of live runs: real milliseconds of a step → simulated ones; with `instant` a run is over when `startRun`
   * returns.
   */
  pace?: Pace;
}

export interface Account extends LiveRuns {
  readonly id: string;
  readonly region: string;
  /** Sorted by name. */
  pipelines(region?: string): Pipeline[];
  find(name: string, region?: string): Pipeline | undefined;
  /** @throws when the name exists in that region. */
  addPipeline(plan: PipelinePlan, history?: HistoryPlan): Pipeline;
  /** The same, but its history is made when the account is first asked for it: hundreds of executions take a while. */
  seedPipeline(plan: PipelinePlan, history?: HistoryPlan): void;
  /** Builds and other work that actions gave to other services. */
  readonly work: WorkIndex;
  /** Reports changes of state as EventBridge does; history is not reported. @returns a function that stops it. */
  onEvent(listener: EventListener): () => void;
}

/** The parts of an AWS account that CodePipeline needs: pipelines by region, their history, and live runs. */
export function createAccount(options: AccountOptions = {}): Account {
  const id = options.id ?? '123456789012';
  const region = options.region ?? 'eu-west-1';
  const now = options.now ?? Date.now();
  const pipelines = new Map<string, Pipeline>();
  const work = createWorkIndex();
  const events = createEventSource();
  const unmade = new Map<Pipeline, HistoryPlan>();
  const withHistory = (pipeline: Pipeline): Pipeline => {
    const plan = unmade.get(pipeline);
    unmade.delete(pipeline);
    if (plan) for (const run of addHistory(pipeline, plan, now, work.note)) live.adopt(run);
    return pipeline;
  };
  const find = (name: string, where = region) => {
    const pipeline = pipelines.get(`${where}/${name}`);
    return pipeline && withHistory(pipeline);
  };
  /** What is not found in the histories that are made may be in the others. */
  const amongAll = <T>(look: () => T): T => {
    const found = look();
    if (found || unmade.size === 0) return found;
    for (const pipeline of unmade.keys()) withHistory(pipeline);
    return look();
  };
  const add = (plan: PipelinePlan, history?: HistoryPlan): Pipeline => {
    const key = `${plan.region ?? region}/${plan.name}`;
    if (pipelines.has(key)) throw new Error(`There is a pipeline ${key} already`);
    const pipeline = createPipeline(plan, id, plan.region ?? region, now);
    pipelines.set(key, pipeline);
    if (history) unmade.set(pipeline, history);
    return pipeline;
  };
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
    work: {
      note: work.note,
      byExternalId: (workId) => amongAll(() => work.byExternalId(workId)),
      byLogStream: (...place) => amongAll(() => work.byLogStream(...place)),
      hasLogGroup: (...place) => amongAll(() => work.hasLogGroup(...place)),
    },
    onEvent: events.onEvent,
    find,
    pipelines: (where = region) =>
      [...pipelines.values()]
        .filter((one) => one.region === where)
        .map(withHistory)
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    addPipeline: (plan, history) => withHistory(add(plan, history)),
    seedPipeline: add,
  };
}

// A build of three minutes takes about five seconds; nothing takes more than six.
function usualPace(ms: number): number {
  return Math.min(6000, Math.max(150, ms / 40));
}
