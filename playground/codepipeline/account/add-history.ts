import { createVirtualClock } from './clock.js';
import { createExecution, usualTrigger } from './create-pipeline.js';
import { createRun } from './create-run.js';
import type { ActionDeclaration, Execution, Pipeline } from './model.js';
import { createRandom } from './random.js';
import type { Change } from './read-source.js';
import { retryStage } from './retry-stage.js';
import type { Run, Tell } from './run.js';
import { startExecution } from './run-execution.js';
import { everythingSucceeds, type Script } from './script.js';

/** A past execution. */
export interface PastRun {
  script?: Script;
  /** Minutes between the failure and each retry of the stage. */
  retriesAfterMinutes?: number[];
  trigger?: Execution['trigger'];
  change?: (action: ActionDeclaration, startTime: number) => Change;
}

export interface HistoryPlan {
  count: number;
  /** Minutes from one start to the next, minimum and maximum (60); one run should fit in between. */
  everyMinutes?: [number, number];
  /** Start of the newest one (60). */
  newestMinutesAgo?: number;
  /** A past execution by the number of newer ones; undefined for a success. */
  past?: (newer: number) => PastRun | undefined;
}

/**
 * Adds past executions to a pipeline, oldest first; the same on every start, relative to now.
 * @returns runs that still wait for a decision.
 */
export function addHistory(pipeline: Pipeline, plan: HistoryPlan, now: number, tell: Tell): Run[] {
  const random = createRandom(`${pipeline.region}/${pipeline.name}`);
  const gaps = Array.from({ length: plan.count - 1 }, () => {
    const [low, high] = plan.everyMinutes ?? [60, 60];
    return random.between(low * 60_000, high * 60_000);
  });
  let at = now - (plan.newestMinutesAgo ?? 60) * 60_000 - gaps.reduce((sum, gap) => sum + gap, 0);
  const waiting: Run[] = [];
  for (let newer = plan.count - 1; newer >= 0; newer--) {
    const { script = everythingSucceeds, trigger, change, retriesAfterMinutes = [] } = plan.past?.(newer) ?? {};
    const execution = createExecution(pipeline, trigger ?? usualTrigger(pipeline), at, random);
    const clock = createVirtualClock(at);
    const run = createRun(pipeline, execution, { script, change, random, clock, tell });
    startExecution(run);
    clock.play();
    for (const minutes of retriesAfterMinutes) {
      clock.advance(minutes * 60_000);
      retryFailed(run);
      clock.play();
    }
    if (execution.status === 'InProgress') waiting.push(run);
    at += gaps[plan.count - 1 - newer] ?? 0;
  }
  return waiting;
}

function retryFailed(run: Run): void {
  const failed = run.execution.actions.findLast((row) => row.status === 'Failed');
  const stage = run.stages.find(({ name }) => name === failed?.stageName);
  if (stage) retryStage(run, stage, 'FAILED_ACTIONS');
}
