/** Runs steps when they are due, in order. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** @param ms Real milliseconds that the step takes. */
  after(ms: number, step: () => void): void;
}

/** Pace of live runs: real milliseconds → simulated ones, or all at once. */
export type Pace = ((ms: number) => number) | 'instant';

/** A clock that its steps move forward: builds history in no time. */
export interface VirtualClock extends Clock {
  advance(ms: number): void;
  /** Runs every due step, including those added meanwhile. */
  play(): void;
}

/** @param shrink Real milliseconds → clock milliseconds; the same by default. */
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

/** Real timers, which keep no process alive. */
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
