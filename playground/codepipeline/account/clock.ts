/** What makes runs go on: steps that are due after a time, taken in their order. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @param ms Milliseconds that the step takes in truth. */
  after(ms: number, step: () => void): void;
}

/** How fast live runs go: milliseconds in truth → milliseconds here, or all at once. */
export type Pace = ((ms: number) => number) | 'instant';

/** A clock that its steps move forward: for history, which happens in no time. */
export interface VirtualClock extends Clock {
  advance(ms: number): void;
  /** Takes every step that is due, however late. A step taken while this runs is taken by the same run. */
  play(): void;
}

/** @param shrink Milliseconds in truth → milliseconds by which the clock moves; by default the same. */
export function createVirtualClock(at: number, shrink: (ms: number) => number = (ms) => ms): VirtualClock {
  let time = at;
  let isPlaying = false;
  const due: { at: number; step: () => void }[] = [];
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
    after(ms, step) {
      const one = { at: time + shrink(ms), step };
      const later = due.findIndex((other) => other.at > one.at);
      due.splice(later < 0 ? due.length : later, 0, one);
    },
    play() {
      if (isPlaying) return;
      isPlaying = true;
      for (let next = due.shift(); next; next = due.shift()) {
        time = Math.max(time, next.at);
        next.step();
      }
      isPlaying = false;
    },
  };
}

export interface LiveClock extends Clock {
  /** Resolves when no step is due; a run that waits for a person has none. */
  whenIdle(): Promise<void>;
  stop(): void;
}

/** Real time, on timers that keep no process alive. */
export function createLiveClock(pace: (ms: number) => number): LiveClock {
  const timers = new Set<NodeJS.Timeout>();
  const idle: (() => void)[] = [];
  const settle = () => {
    if (timers.size === 0) for (const resolve of idle.splice(0)) resolve();
  };
  return {
    now: Date.now,
    after(ms, step) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        step();
        settle();
      }, pace(ms)).unref();
      timers.add(timer);
    },
    whenIdle: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        settle();
      }),
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      settle();
    },
  };
}
