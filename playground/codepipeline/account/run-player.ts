import type { WaitingRun } from './add-history.js';
import type { Execution } from './model.js';
import { createVirtualClock, type Playing, playAtOnce, playLive } from './play.js';
import type { Progress, Run } from './run-execution.js';
import type { Ending } from './script.js';

/** How fast live runs go: milliseconds in truth → milliseconds here, or all at once. */
export type Pace = ((ms: number) => number) | 'instant';

/** Keeps runs going, and remembers those that wait for somebody. */
export interface RunPlayer {
  play(run: Run, progress: Progress, ending?: Ending): void;
  /** Remembers a run that waits already. */
  keepWaiting(waiting: WaitingRun): void;
  /** The newest of these executions that waits, taken out of the waiting. */
  takeWaiting(executions: readonly Execution[]): WaitingRun | undefined;
  /** Resolves when no run is under way; one that waits for somebody does not count. */
  whenIdle(): Promise<void>;
  stop(): void;
}

export function createRunPlayer(pace: Pace): RunPlayer {
  const waiting = new Map<Execution, WaitingRun>();
  const playing = new Map<Execution, Playing>();
  const keepWaiting = (kept: WaitingRun) => void waiting.set(kept.run.execution, kept);

  return {
    keepWaiting,
    play(run, progress, ending) {
      if (pace === 'instant') {
        const clock = compressedClock(run);
        run.now = clock.now;
        if (playAtOnce(progress, clock, ending) === 'waiting') keepWaiting({ run, progress });
        return;
      }
      run.now = Date.now;
      const started = playLive(progress, pace, ending);
      playing.set(run.execution, started);
      void started.outcome.then((outcome) => {
        playing.delete(run.execution);
        if (outcome === 'waiting') keepWaiting({ run, progress });
      });
    },
    takeWaiting(executions) {
      const execution = executions.findLast((one) => waiting.has(one));
      if (!execution) return undefined;
      const taken = waiting.get(execution);
      waiting.delete(execution);
      return taken;
    },
    async whenIdle() {
      while (playing.size > 0) await Promise.all([...playing.values()].map(({ outcome }) => outcome));
    },
    stop() {
      for (const { stop } of playing.values()) stop();
    },
  };
}

/** A run of minutes within a second or two of history, ending about now, after everything already there. */
function compressedClock({ pipeline, execution }: Run) {
  const newest = pipeline.rows.at(-1)?.startTime ?? 0;
  const clock = createVirtualClock(Math.max(Date.now() - 5000, newest + 1, execution.lastUpdateTime + 1));
  return { now: clock.now, advance: (ms: number) => clock.advance(Math.ceil(ms / 1000)) };
}
