import { randomUUID } from 'node:crypto';
import { type Digest, withDigest, withoutDigest } from '../../domain/digest.js';
import {
  type ChannelSession,
  openSession,
  PACE_MS,
  type Pace,
  type RunningSession,
  type SessionDeps,
} from './channel-session.js';
import { RetryLater } from './retry-later.js';

export interface ChannelLines {
  /**
   * Works in a channel when its turn has come and the channel is ours. What waits for the same channel is done while we
   * have it, one thing after the other. Resolves when what it came to is written.
   * @param subject What it is about: should we die, the next one who works on it looks before it posts.
   * @throws RetryLater when another process has the channel for too long, or too many wait; else what `work` throws.
   */
  run<T>(channel: string, subject: string, work: (session: ChannelSession) => Promise<T>): Promise<T>;
  room(channel: string): number;
}

interface Job {
  subject: string;
  work(session: ChannelSession): Promise<unknown>;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

interface Line extends Pace {
  /** The name under which the channel was asked for, where no answer said whether it is ours. */
  claim?: string | undefined;
  takenUntil: number;
  /** When the last of those comes back that found no room. */
  lastTurnAt: number;
  jobs: Job[];
  /** Those that wait and those that are done and not written yet. */
  size: number;
  isDraining: boolean;
}

/** So many may stand in line for one channel: more would take the places of other channels' events. */
const LONGEST_LINE = 20;
/** How long a channel is asked for again that another process has, before the queue waits instead. */
const PATIENCE_MS = 20_000;
const ASK_AGAIN_MS = 500;
/** How long one that waits takes at most, where Slack asks for no patience. */
const TURN_MS = 100;
const LONGEST_ABSENCE_MS = 900_000;
/** Slack takes about fifty edits a minute in all channels together. */
const DIGEST_EVERY_MS = 5000;

const newLine = (): Line => ({
  jobs: [],
  size: 0,
  isDraining: false,
  takenUntil: 0,
  lastTurnAt: 0,
  readyAt: 0,
  slowUntil: 0,
  lastPostAt: 0,
});

export function createChannelLines(deps: SessionDeps): ChannelLines {
  const lines = new Map<string, Line>();
  const drainUntilEmpty = async (channel: string, line: Line) => {
    line.isDraining = true;
    while (line.jobs.length > 0) await drain(deps, channel, line);
    line.isDraining = false;
    if (!line.claim && Math.max(line.readyAt, line.slowUntil) <= deps.now()) lines.delete(channel);
  };
  const room = (channel: string) => LONGEST_LINE - (lines.get(channel)?.size ?? 0);
  return {
    room,
    async run<T>(channel: string, subject: string, work: (session: ChannelSession) => Promise<T>): Promise<T> {
      const line = lines.get(channel) ?? newLine();
      lines.set(channel, line);
      if (room(channel) <= 0) {
        throw new RetryLater('too many wait for this channel', secondsToTurn(line, deps.now()));
      }
      line.size += 1;
      const done = new Promise<unknown>((resolve, reject) => line.jobs.push({ subject, work, resolve, reject }));
      if (!line.isDraining) void drainUntilEmpty(channel, line);
      return done.finally(() => {
        line.size -= 1;
      }) as Promise<T>;
    },
  };
}

/** Those that find no room come back one after the other, as the line moves on, and not before the channel is free. */
function secondsToTurn(line: Line, now: number): number {
  const turnMs = line.slowUntil > now ? PACE_MS : TURN_MS;
  const afterLine = Math.max(now, line.takenUntil) + LONGEST_LINE * turnMs;
  line.lastTurnAt = Math.min(Math.max(line.lastTurnAt + turnMs, afterLine), now + LONGEST_ABSENCE_MS);
  return Math.ceil((line.lastTurnAt - now) / 1000);
}

/** Has the channel for as long as something waits for it. Never rejects: each job hears what it came to. */
async function drain(deps: SessionDeps, channel: string, line: Line): Promise<void> {
  const over: (() => void)[] = [];
  const taken: Job[] = [];
  let session: RunningSession | undefined;
  try {
    session = await takeChannel(deps, channel, line);
    let refreshedAt = deps.now();
    for (let job = line.jobs.shift(); job; job = line.jobs.shift()) {
      if (taken.push(job) > 1) session.begin(job.subject);
      over.push(await doJob(session, job));
      if (line.jobs.length > 0 && deps.now() - refreshedAt < DIGEST_EVERY_MS) continue;
      await refreshDigests(session);
      refreshedAt = deps.now();
    }
    await session.giveBack();
    for (const tell of over) tell();
  } catch (problem) {
    await session?.giveBack().catch(() => {});
    for (const { reject } of [...taken, ...line.jobs.splice(0)]) reject(problem);
  }
}

/** @throws RetryLater when another process does not give it back in time. */
async function takeChannel(deps: SessionDeps, channel: string, line: Line): Promise<RunningSession> {
  const { store, now, wait, leaseMs } = deps;
  const { subject = '' } = line.jobs[0] ?? {};
  const start = now();
  for (;;) {
    // New for each taking: one whose time ran out must not pass for the next, not even in the same process. But one that
    // was never answered may be ours, and nothing was done under it.
    const holder = line.claim ?? randomUUID();
    line.claim = holder;
    const until = now() + leaseMs;
    const taken = await store.take(channel, holder, until, subject);
    line.claim = undefined;
    if (!('takenUntil' in taken)) return openSession(deps, line, { channel, holder, until, state: taken, subject });
    line.takenUntil = taken.takenUntil;
    const left = Math.max(0, taken.takenUntil - now());
    if (now() - start >= PATIENCE_MS) {
      throw new RetryLater('another process has the channel', Math.max(1, Math.ceil(left / 1000)));
    }
    await wait(Math.min(left + 1, ASK_AGAIN_MS * (1 + Math.random())));
  }
}

async function doJob(session: RunningSession, { work, resolve, reject }: Job): Promise<() => void> {
  try {
    const value = await work(session);
    session.end(true);
    return () => resolve(value);
  } catch (problem) {
    session.end(false);
    return () => reject(problem);
  }
}

async function refreshDigests(session: ChannelSession): Promise<void> {
  for (const digest of session.state.digests.filter(({ isStale }) => isStale)) {
    const shown: Digest = { ...digest, isStale: undefined };
    const isShown = (await session.update(digest.ts, { kind: 'digest', digest })) === 'updated';
    const posts = isShown ? withDigest(session.state, shown) : withoutDigest(session.state, digest.ts);
    session.state = { ...session.state, ...posts };
  }
}
