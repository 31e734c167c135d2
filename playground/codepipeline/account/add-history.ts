import { inventChange } from './changes.js';
import { createExecution, usualTrigger } from './create-pipeline.js';
import type { ActionDeclaration, Execution, Pipeline } from './model.js';
import { createVirtualClock, playAtOnce } from './play.js';
import { createRandom } from './random.js';
import type { Change } from './read-source.js';
import { type Progress, type Run, retryExecution, runExecution, type Tell } from './run-execution.js';
import { everythingSucceeds, type Script } from './script.js';

/** How one execution of the past went. */
export interface PastRun {
  script?: Script;
  /** Minutes between the failure and each retry of the failed stage. */
  retriesAfterMinutes?: number[];
  trigger?: Execution['trigger'];
  change?: (action: ActionDeclaration, startTime: number) => Change;
}

export interface HistoryPlan {
  count: number;
  /** Minutes from one start to the next, from and to (60); one run should fit between two starts. */
  everyMinutes?: [number, number];
  /** When the newest one started (60). */
  newestMinutesAgo?: number;
  /** How each execution went, by how many are newer; everything succeeds where it says nothing. */
  past?: (newer: number) => PastRun | undefined;
}

/** A past execution that still waits for somebody, with what is needed to go on. */
export interface WaitingRun {
  run: Run;
  progress: Progress;
}

/** Gives a pipeline executions of the past, oldest first; the same ones on every start, relative to now. */
export function addHistory(pipeline: Pipeline, plan: HistoryPlan, now: number, tell: Tell): WaitingRun[] {
  const random = createRandom(`${pipeline.region}/${pipeline.name}`);
  const gaps = Array.from({ length: plan.count - 1 }, () => {
    const [low, high] = plan.everyMinutes ?? [60, 60];
    return random.between(low * 60_000, high * 60_000);
  });
  let at = now - (plan.newestMinutesAgo ?? 60) * 60_000 - gaps.reduce((sum, gap) => sum + gap, 0);
  const waiting: WaitingRun[] = [];
  for (let newer = plan.count - 1; newer >= 0; newer--) {
    const past = plan.past?.(newer) ?? {};
    const execution = createExecution(pipeline, past.trigger ?? usualTrigger(pipeline), at, random);
    const clock = createVirtualClock(at);
    const run: Run = {
      pipeline,
      execution,
      script: past.script ?? everythingSucceeds,
      changeOf: (action) => (past.change ?? inventChange)(action, execution.startTime, random),
      random,
      now: clock.now,
      tell,
    };
    const progress = runExecution(run);
    if (playAtOnce(progress, clock) === 'waiting') waiting.push({ run, progress });
    for (const minutes of past.retriesAfterMinutes ?? []) {
      clock.advance(minutes * 60_000);
      playAtOnce(retryExecution(run), clock);
    }
    at += gaps[plan.count - 1 - newer] ?? 0;
  }
  return waiting;
}
