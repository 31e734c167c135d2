import type { OpenCards } from '../../../src/consumer/create-standings.js';
import type { DueList } from '../../../src/consumer/remind-when-due.js';
import { type ApprovalFact, isApprovalFact } from '../../../src/domain/approval.js';
import type { ChannelRecord, ChannelState, PipelineNotes } from '../../../src/domain/channel-state.js';
import type { Fact, PipelineKey } from '../../../src/domain/incident.js';
import type { AnnouncementStore } from '../../../src/use-cases/announce/ports.js';

type Taken = ChannelState & { holder?: string; until?: number };

/** The table in memory; passes the same contract as the real one. */
export function createFakeStore(now: () => number): AnnouncementStore & DueList & OpenCards {
  const notes = new Map<string, Map<string, Fact | ApprovalFact>>();
  const reminders = new Map<string, { at: number; pipeline: PipelineKey }>();
  const records = new Map<string, Map<string, ChannelRecord>>();
  const channels = new Map<string, Taken>();
  const copy = <T>(value: T): T => structuredClone(value);
  const pipelines = new Map<string, PipelineKey>();
  const idOf = ({ account, region, pipelineName }: PipelineKey) => `${account} ${region} ${pipelineName}`;
  return {
    async note(pipeline, fact) {
      const known = notes.get(idOf(pipeline)) ?? new Map();
      notes.set(idOf(pipeline), known.set(JSON.stringify(fact), copy(fact)));
    },
    async read(pipeline): Promise<PipelineNotes> {
      const all = [...(notes.get(idOf(pipeline))?.values() ?? [])]
        .filter(({ at }) => at > now() - 60 * 60_000)
        .sort((one, other) => one.at - other.at);
      const noted = all.filter((one): one is Fact => !isApprovalFact(one)).slice(-100);
      const approvals = all.filter(isApprovalFact).slice(-100);
      return copy({ noted, approvals, records: records.get(idOf(pipeline)) ?? new Map() });
    },
    async record(pipeline, channel, record) {
      const known = records.get(idOf(pipeline)) ?? new Map();
      records.set(idOf(pipeline), known.set(channel, copy(record)));
      pipelines.set(idOf(pipeline), pipeline);
    },
    async withOpenCards(channel) {
      const isAsked = (id: string) =>
        records
          .get(id)
          ?.get(channel)
          ?.approvals?.some(({ outcome }) => !outcome);
      return [...pipelines].flatMap(([id, pipeline]) => (isAsked(id) ? [pipeline] : []));
    },
    async remind(pipeline, token, at) {
      reminders.set(`${at} ${token}`, { at, pipeline });
    },
    due: async () =>
      [...reminders].filter(([, { at }]) => at <= now()).map(([key, { pipeline }]) => ({ key, pipeline })),
    async forget(key) {
      reminders.delete(key);
    },
    async take(channel, holder, until, subject) {
      const before = channels.get(channel) ?? { doubts: [], posts: [], digests: [] };
      if (before.holder !== undefined && before.holder !== holder && (before.until ?? 0) >= now()) {
        return { takenUntil: before.until ?? now() };
      }
      channels.set(channel, { ...before, holder, until, doubts: [...before.doubts, { subject, since: now() }] });
      const { doubts, posts, digests } = before;
      return copy({ doubts, posts, digests });
    },
    async keep(channel, holder, state, until) {
      const taken = channels.get(channel);
      if (taken?.holder !== holder || (until !== 'given back' && !taken.until)) return false;
      channels.set(channel, { ...copy(state), holder, until: until === 'given back' ? 0 : until });
      return true;
    },
  };
}
