import type { Progress } from './run-execution.js';
import type { Ending } from './script.js';

/** A clock that a run moves forward itself: for history, which happens in no time. */
export interface VirtualClock {
  now(): number;
  advance(ms: number): void;
}

export function createVirtualClock(at: number): VirtualClock {
  let time = at;
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}

/** Plays a run to its end, or to where it waits for somebody, by moving the clock. */
export function playAtOnce(progress: Progress, clock: VirtualClock, ending?: Ending): 'ended' | 'waiting' {
  let step = progress.next(ending);
  while (!step.done) {
    if (step.value === Number.POSITIVE_INFINITY) return 'waiting';
    clock.advance(step.value);
    step = progress.next();
  }
  return 'ended';
}

/**
 * Plays a run in real time, on timers that keep no process alive.
 * @param pace Milliseconds a step takes in truth → milliseconds to wait here.
 */
export function playLive(progress: Progress, pace: (ms: number) => number, ending?: Ending): Playing {
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const outcome = new Promise<'ended' | 'waiting' | 'stopped'>((resolve) => {
    const step = (told?: Ending) => {
      const { done, value } = progress.next(told);
      if (done) return resolve('ended');
      if (value === Number.POSITIVE_INFINITY) return resolve('waiting');
      timer = setTimeout(step, pace(value)).unref();
    };
    stop = () => {
      clearTimeout(timer);
      resolve('stopped');
    };
    step(ending);
  });
  return { outcome, stop };
}

export interface Playing {
  outcome: Promise<'ended' | 'waiting' | 'stopped'>;
  stop(): void;
}
