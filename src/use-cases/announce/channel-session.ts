import type { ChannelState, Doubt } from '../../domain/channel-state.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { AnnouncementStore, ChannelMessages, Content, Found } from './ports.js';
import { RetryLater } from './retry-later.js';

export interface SessionDeps {
  store: Pick<AnnouncementStore, 'take' | 'keep'>;
  messages: ChannelMessages;
  now(): number;
  /** Resolves after so many milliseconds. @throws RetryLater when the process is stopping. */
  wait(ms: number): Promise<void>;
  /** How long a channel stays taken whose holder says nothing, in milliseconds. */
  leaseMs: number;
}

/** When Slack takes messages for a channel; milliseconds since 1970. */
export interface Pace {
  readyAt: number;
  slowUntil: number;
  lastPostAt: number;
}

/** A leased channel: only its holder sends there. */
export interface ChannelSession {
  readonly channel: string;
  /** Someone was at the same work and left no word of it. */
  isInDoubt(): boolean;
  /** Written when the next thing begins and at the end. */
  state: ChannelState;
  /** Has the channel for longer, when less than half of the time is left. @throws RetryLater when it is someone else's. */
  hold(): Promise<void>;
  /**
   * What may have been sent by someone who had the channel before and left no word of it; nothing where all left word.
   * @param whose `own`: only while they were at the same work as we are.
   */
  unrecorded(whose: 'own' | 'any', threadTs?: string): Promise<Found[]>;
  /** Returns the message's `ts`. @throws SlackProblem, RetryLater */
  post(content: Content, key: string, threadTs?: string): Promise<string>;
  /** Posts unless such a message, of the same kind and key, stands there unrecorded. */
  postOnce(content: Content, key: string, threadTs?: string): Promise<string>;
  /** `not editable`: Slack no longer lets us change it, and it stays as it is. `gone`: someone deleted it. */
  update(ts: string, content: Content): Promise<'updated' | 'not editable' | 'gone'>;
}

/** Longer than this nothing is held here: the queue can wait better. */
const LONGEST_WAIT_MS = 20_000;
/** Slack takes about one message a second and channel; after it said so once, that pace is kept for a while. */
export const PACE_MS = 1000;
const SLOW_FOR_MS = 60_000;
const DOUBT_KEPT_MS = 24 * 60 * 60_000;

export interface RunningSession extends ChannelSession {
  begin(subject: string): void;
  end(isDone: boolean): void;
  giveBack(): Promise<void>;
}

export function openSession(
  { store, messages, now, wait, leaseMs }: SessionDeps,
  pace: Pace,
  taken: { channel: string; holder: string; until: number; state: ChannelState; subject: string },
): RunningSession {
  const { channel, holder } = taken;
  /** What others left, or an earlier work of ours. */
  let doubts = taken.state.doubts.filter(({ since }) => since > now() - DOUBT_KEPT_MS);
  let own: Doubt = { subject: taken.subject, since: now() };
  let until = taken.until;
  let isWritten = Promise.resolve(true);
  let mayHavePosted = false;
  const lookedUp = new Map<string, Found[]>();
  const isOwn = ({ subject }: Doubt) => subject === own.subject;

  const keep = async (how: 'on' | 'given back'): Promise<boolean> => {
    const next = now() + leaseMs;
    const all = how === 'on' && !doubts.some(isOwn) ? [...doubts, own] : doubts;
    const isOurs = await store.keep(channel, holder, { ...session.state, doubts: all }, how === 'on' ? next : how);
    if (isOurs) until = next;
    return isOurs;
  };
  const waitUntil = async (time: number) => {
    const ms = time - now();
    if (ms > LONGEST_WAIT_MS) throw new RetryLater('Slack asks this channel to wait', Math.ceil(ms / 1000));
    if (ms > 0) await wait(ms);
  };
  const send = async <T>(isPost: boolean, act: () => Promise<T>): Promise<T> => {
    for (;;) {
      await waitUntil(Math.max(pace.readyAt, isPost && pace.slowUntil > now() ? pace.lastPostAt + PACE_MS : 0));
      await session.hold();
      try {
        if (isPost) pace.lastPostAt = now();
        const done = await act();
        mayHavePosted ||= isPost;
        return done;
      } catch (error) {
        if (!(error instanceof SlackProblem)) throw error;
        mayHavePosted ||= error.kind === 'unknown';
        if (error.kind !== 'rate-limited') throw error;
        pace.readyAt = now() + error.retryAfter * 1000;
        pace.slowUntil = pace.readyAt + SLOW_FOR_MS;
      }
    }
  };
  const session: RunningSession = {
    channel,
    state: taken.state,
    isInDoubt: () => doubts.some(isOwn),
    async hold() {
      if (!(await isWritten)) throw new RetryLater('another process has taken the channel', 1);
      if (now() <= until - leaseMs / 2) return;
      isWritten = keep('on');
      if (!(await isWritten)) throw new RetryLater('another process has taken the channel', 1);
      if (now() > until - leaseMs / 4) throw new RetryLater('too slow to keep the channel', 1);
    },
    async unrecorded(whose, threadTs) {
      const since = Math.min(...doubts.filter((doubt) => whose === 'any' || isOwn(doubt)).map((doubt) => doubt.since));
      if (since === Number.POSITIVE_INFINITY) return [];
      const id = `${whose} ${threadTs}`;
      const found = lookedUp.get(id) ?? (await messages.find(channel, since, threadTs));
      lookedUp.set(id, found);
      return found;
    },
    post: (content, key, threadTs) => send(true, () => messages.post(channel, content, key, threadTs)),
    async postOnce(content, key, threadTs) {
      const unrecorded = await session.unrecorded('own', threadTs);
      const found = unrecorded.find((one) => one.kind === content.kind && one.key === key);
      return found?.ts ?? session.post(content, key, threadTs);
    },
    async update(ts, content) {
      try {
        await send(false, () => messages.update(channel, ts, content));
        return 'updated';
      } catch (error) {
        if (!(error instanceof SlackProblem)) throw error;
        if (error.kind === 'message-gone') return 'gone';
        if (error.kind === 'not-editable') return 'not editable';
        throw error;
      }
    },
    begin(subject) {
      own = { subject, since: now() };
      mayHavePosted = false;
      // Written while the work reads what it needs; nothing is sent before.
      isWritten = keep('on');
      isWritten.catch(() => {});
    },
    end(isDone) {
      const wasInDoubt = doubts.some(isOwn);
      if (isDone) doubts = doubts.filter((doubt) => !isOwn(doubt));
      else if (mayHavePosted && !wasInDoubt) doubts = [...doubts, own];
      lookedUp.clear();
    },
    async giveBack() {
      // What keeps it must not arrive after what gives it back.
      await isWritten.catch(() => {});
      if (!(await keep('given back'))) throw new RetryLater('another process has taken the channel', 1);
    },
  };
  return session;
}
