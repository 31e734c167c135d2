import type { Failure } from '../../../src/domain/failure.js';
import type { Digest, Flood } from '../../../src/domain/flood.js';
import type {
  Broken,
  Claim,
  ExecutionNews,
  Found,
  Incident,
  Slot,
  SlotKey,
  Success,
  Told,
} from '../../../src/domain/incident.js';
import type { Occasion, Subscription } from '../../../src/domain/subscription.js';
import type { Announcing } from '../../../src/use-cases/announce/ports.js';

const CHANNEL = 'C1';

/** A message as the channel shows it now. */
export interface Shown {
  ts: string;
  threadTs?: string | undefined;
  incident: Incident;
  replies: Incident[];
}

export interface FakeWorld {
  announcing: Announcing;
  shown: Shown[];
  digests: { ts: string; posts: number }[];
  /** Milliseconds since 1970; tests move it. */
  clock: { now: number };
  slots: Map<string, { slot: Slot; holder?: string; leaseUntil?: number; doubtSince?: number }>;
}

/** Table and Slack in memory: the same promises as the real ones, without their time. */
export function createFakeWorld(on: Occasion, gather: (news: ExecutionNews) => Failure): FakeWorld {
  const clock = { now: 1_000_000 };
  const slots: FakeWorld['slots'] = new Map();
  const shown: Shown[] = [];
  const digests: FakeWorld['digests'] = [];
  const successes = new Map<string, Success>();
  const floods = new Map<string, Flood>();
  let counter = 0;
  const nextTs = () => `${++counter}.000000`;
  const idOf = ({ pipelineName, channel, pipelineExecutionId = '' }: SlotKey) =>
    `${pipelineName} ${channel} ${pipelineExecutionId}`;
  const keys = new Map<string, SlotKey>();
  const open = new Map<string, Broken>();
  const copy = <T>(value: T): T => structuredClone(value);
  const find = (ts: string) => shown.find((message) => message.ts === ts);
  const subscription: Subscription = {
    ...{ region: 'eu-west-1', pipeline: 'svc', channel: CHANNEL, on, subscribedBy: 'U1', shared: false },
  };

  const announcing: Announcing = {
    store: {
      async claim(key, failure) {
        const id = idOf(key);
        keys.set(id, key);
        if (key.pipelineExecutionId && failure) open.set(id, { ...failure, failedAt: failure.at, status: 'failed' });
        const known = slots.get(id) ?? { slot: { seen: [], incidents: [] } };
        if (known.holder !== undefined && (known.leaseUntil ?? 0) >= clock.now) return undefined;
        const holder = `claim ${++counter}`;
        const { doubtSince } = known;
        slots.set(id, { ...known, holder, leaseUntil: clock.now + 1000, doubtSince: doubtSince ?? clock.now });
        return { key, holder, leaseUntil: clock.now + 1000, slot: copy(known.slot), doubtSince };
      },
      async record({ key, holder }: Claim, slot) {
        if (slots.get(idOf(key))?.holder !== holder) return false;
        slots.set(idOf(key), { slot: copy(slot) });
        const opened = open.get(idOf(key));
        const fix = slot.incidents.at(-1)?.fix;
        if (opened && slot.incidents.every((one) => one.fix)) open.set(idOf(key), { ...opened, status: 'fixed', fix });
        return true;
      },
      async release({ key, holder }: Claim, inDoubt) {
        const known = slots.get(idOf(key));
        if (known?.holder !== holder) return;
        const { slot, doubtSince } = known;
        slots.set(idOf(key), { slot, ...(inDoubt && doubtSince !== undefined && { doubtSince }) });
      },
      openSlots: async () =>
        [...slots].map(([id, { slot, doubtSince }]) => ({
          key: keys.get(id) as SlotKey,
          incidents: keys.get(id)?.pipelineExecutionId
            ? [...(open.get(id) ? [open.get(id) as Broken] : [])]
            : copy(slot.incidents),
          unsettled: !keys.get(id)?.pipelineExecutionId && doubtSince !== undefined,
        })),
      async noteSuccess(_, name, success) {
        if ((successes.get(name)?.at ?? 0) < success.at) successes.set(name, success);
      },
      lastSuccess: async (_, name) => successes.get(name),
    },
    floods: {
      async reserve(channel, post) {
        const flood = floods.get(channel) ?? { posts: [] };
        floods.set(channel, { ...flood, posts: [...flood.posts, post] });
        return copy(floods.get(channel) as Flood);
      },
      async withdraw(channel, place, post) {
        const flood = floods.get(channel) ?? { posts: [] };
        if (JSON.stringify(flood.posts[place]) !== JSON.stringify(post)) return;
        floods.set(channel, { ...flood, posts: flood.posts.toSpliced(place, 1) });
      },
      read: async (channel) => copy(floods.get(channel) ?? { posts: [] }),
      async replaceDigest(channel, before, digest: Digest) {
        const flood = floods.get(channel) ?? { posts: [] };
        if (JSON.stringify(flood.digest) !== JSON.stringify(before)) return false;
        floods.set(channel, { ...flood, digest });
        return true;
      },
    },
    subscriptions: { forPipeline: async () => [subscription] },
    messages: {
      async postFailure(_, incident, threadTs) {
        const ts = nextTs();
        shown.push({ ts, threadTs, incident: copy(incident), replies: [] });
        return ts;
      },
      async updateFailure(_, told) {
        const message = find(told.ts);
        if (message) message.incident = copy(told);
      },
      async replyFixed(_, told) {
        find(told.ts)?.replies.push(copy(told));
      },
      async postDigest(_, __, posts) {
        const ts = nextTs();
        digests.push({ ts, posts: posts.length });
        return ts;
      },
      async updateDigest(_, { ts }, posts) {
        const digest = digests.find((one) => one.ts === ts);
        if (digest) digest.posts = posts.length;
      },
      findFailures: async () => shown.map(foundOf),
      hasReply: async (_, __, told) => (find((told as Told).ts)?.replies.length ?? 0) > 0,
      findDigest: async () => digests.at(-1)?.ts,
    },
    turns: { take: (_, work) => work(), beforePost: async () => {} },
    refreshDigest: () => {},
    gather(news) {
      const failure = Promise.resolve(gather(news));
      return { failure, change: failure };
    },
    isRepeated: false,
    revisionOf: async () => undefined,
    isShared: async () => false,
    userByEmail: async () => undefined,
    giveUp: async () => {},
    now: () => clock.now,
    holder: 'this process',
    leaseMs: 1000,
  };
  return { announcing, shown, digests, clock, slots };
}

function foundOf({ ts, threadTs, incident }: Shown): Found {
  const { pipelineExecutionId, attempt, startedAt, failedAt, since } = incident;
  return { ts, ...(threadTs && { threadTs }), pipelineExecutionId, attempt, startedAt, failedAt, since };
}
