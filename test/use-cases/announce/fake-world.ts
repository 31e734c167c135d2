import type { ApprovalFact } from '../../../src/domain/approval.js';
import type { Failure } from '../../../src/domain/failure.js';
import type { Fact, PipelineKey } from '../../../src/domain/incident.js';
import type { PipelineExecution } from '../../../src/domain/pipeline-execution.js';
import type { Subscription } from '../../../src/domain/subscription.js';
import { createChannelLines } from '../../../src/use-cases/announce/channel-lines.js';
import { createLookAtPipeline } from '../../../src/use-cases/announce/look-at-pipeline.js';
import type { AnnounceDeps, Content, Delivery, Found } from '../../../src/use-cases/announce/ports.js';
import { createFakeStore } from './fake-store.js';

export const PIPELINE: PipelineKey = { account: '123456789012', region: 'eu-west-1', pipelineName: 'svc' };
export const CHANNEL = 'C1';
export const LEASE_MS = 60_000;

/** A message as its channel shows it now. */
export interface Shown extends Found {
  channel: string;
  content: Content;
  at: number;
  /** What it showed at first. */
  first: Content;
}

export interface FakeWorld {
  clock: { now: number };
  deps: AnnounceDeps;
  messages: Shown[];
  /** What AWS lists. */
  executions: PipelineExecution[];
  subscriptions: Subscription[];
  /** What a process does when it hears of an event, alone in the world. */
  look(fact: Fact | ApprovalFact, pipeline?: PipelineKey): Promise<PromiseSettledResult<Delivery>[]>;
  /** Another process. */
  another(deps?: Partial<AnnounceDeps>, leaseMs?: number): FakeWorld['look'];
  shown(kind: Content['kind']): Shown[];
  /** Of the messages of incidents, from the oldest: execution, status, executions in a row, replies that it is fixed. */
  incidents(): [execution: string, status: string, count: number, replies: number][];
}

export const subscribed = (change: Partial<Subscription> = {}): Subscription => ({
  region: PIPELINE.region,
  pipeline: 'svc',
  channel: CHANNEL,
  on: 'broken',
  subscribedBy: 'U1',
  shared: false,
  subscribedAt: 0,
  ...change,
});

/** Times are seconds. */
export const fact = (state: Fact['state'], id: string, at: number, change: Partial<Fact> = {}): Fact => ({
  pipelineExecutionId: id,
  attempt: 1,
  state,
  at: at * 1000,
  startedAt: at * 1000 - 500,
  ...change,
});

/** A row of AWS's list. */
export const row = (
  status: string,
  id: string,
  at: number,
  change: Partial<PipelineExecution> = {},
): PipelineExecution => ({
  pipelineExecutionId: id,
  status,
  revisions: [],
  startTime: new Date(at * 1000 - 500),
  lastUpdateTime: new Date(at * 1000),
  ...change,
});

export const failureOf = (id: string, change: Partial<Failure> = {}): Failure => ({
  pipelineName: 'svc',
  region: PIPELINE.region,
  pipelineExecutionId: id,
  attempt: 1,
  actions: [],
  revisions: [],
  unread: [],
  ...change,
});

/** Table, Slack and AWS in memory: the same promises as the real ones, without their time. */
export function createFakeWorld(): FakeWorld {
  const clock = { now: 1_000_000_000 };
  const messages: Shown[] = [];
  const executions: PipelineExecution[] = [];
  const subscriptions = [subscribed()];
  const now = () => clock.now;
  const deps: AnnounceDeps = {
    store: createFakeStore(now),
    subscriptions: { forPipeline: async () => subscriptions },
    messages: createFakeMessages(messages, now),
    listExecutions: async () => ({ executions, more: false }),
    askExecution: async () => ({}),
    gather: (_, { pipelineExecutionId, branch }) => {
      const failure = Promise.resolve(failureOf(pipelineExecutionId, { branch }));
      return { failure, change: failure };
    },
    readApproval: async (at) => ({ at, standing: { kind: 'open' }, revisions: [] }),
    readTally: async () => undefined,
    actsOn: async () => [],
    operatorsOf: () => [],
    isShared: async () => false,
    userByEmail: async () => undefined,
    giveUp: async () => {},
    now,
  };
  const another = (change: Partial<AnnounceDeps> = {}, leaseMs = LEASE_MS): FakeWorld['look'] => {
    const wait = async (ms: number) => {
      clock.now += ms;
    };
    const own = { ...deps, ...change };
    const lines = createChannelLines({ ...own, wait, leaseMs });
    const look = createLookAtPipeline({ ...own, lines });
    return (heard, pipeline = PIPELINE) => look(pipeline, heard, false);
  };
  const shown = (kind: Content['kind']) => messages.filter(({ content }) => content.kind === kind);
  return {
    clock,
    deps,
    messages,
    executions,
    subscriptions,
    another,
    shown,
    look: (...asked) => another()(...asked),
    incidents: () =>
      shown('incident').map(({ ts, content }) => {
        const { incident } = content as Content & { kind: 'incident' };
        const replies = shown('fixed').filter(({ threadTs }) => threadTs === ts).length;
        return [incident.shown.pipelineExecutionId, incident.status, incident.executions.length, replies];
      }),
  };
}

function createFakeMessages(messages: Shown[], now: () => number): AnnounceDeps['messages'] {
  return {
    async post(channel, content, key, threadTs) {
      const ts = `${Math.floor(now() / 1000)}.${String(messages.length).padStart(6, '0')}`;
      messages.push({ ts, threadTs, kind: content.kind, key, channel, content, first: content, at: now() });
      return ts;
    },
    async update(_, ts, content) {
      const message = messages.find((one) => one.ts === ts);
      if (message) message.content = content;
    },
    find: async (channel, since, threadTs) =>
      messages.filter((one) => one.channel === channel && one.threadTs === threadTs && one.at >= since - 60_000),
  };
}
