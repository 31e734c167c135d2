import { regionCode } from '../domain/account.js';
import { type ApprovalFact, isApprovalFact } from '../domain/approval.js';
import type { ChannelRecord, ChannelState, Doubt, PipelineNotes } from '../domain/channel-state.js';
import type { Fact, PipelineKey } from '../domain/incident.js';
import type { Item, Table } from './dynamo-table.js';
import { freshest, fromText, toText } from './fact-texts.js';

/** Notes over that before they are taken out: one more write for many. */
const NOTES_OVER = 20;
/** Until when a channel is taken that was given back. */
const FREE = 0;
/** An approval can wait for 60 days, and its card with it. */
const KEPT_SECONDS = 62 * 24 * 60 * 60;

/**
 * Announcements in the table. All methods throw AwsProblem.
 * pipeline#account#region#name  noted            events of the last hour
 *                               approvals        events of its approvals
 *                               channel#C…       what that channel shows of the pipeline; indexed while a card waits
 * channel#C…                    state            lease, doubts, posts and digests
 * due                           time#token       a pipeline to look at then
 */
export function createAnnouncementStore(table: Table, now: () => number) {
  const ttl = () => Math.floor(now() / 1000) + KEPT_SECONDS;
  return {
    /** Idempotent. */
    async note(pipeline: PipelineKey, fact: Fact | ApprovalFact): Promise<void> {
      const sk = isApprovalFact(fact) ? 'approvals' : 'noted';
      const item = await table.update(pipelinePk(pipeline), sk, {
        update: 'ADD #facts :facts SET #ttl = :ttl',
        values: { facts: new Set([toText(fact)]), ttl: ttl() },
      });
      const texts = [...factTexts(item === 'refused' ? undefined : item)];
      const fresh = new Set(freshest(texts, now()));
      const old = texts.filter((text) => !fresh.has(text));
      if (old.length < NOTES_OVER) return;
      const change = { update: 'DELETE #facts :old', values: { old: new Set(old) } };
      await table.update(pipelinePk(pipeline), sk, change);
    },
    async read(pipeline: PipelineKey): Promise<PipelineNotes> {
      const items = await table.query(pipelinePk(pipeline));
      const records = items.flatMap(({ sk, record }): [string, ChannelRecord][] =>
        sk.startsWith('channel#') ? [[sk.slice('channel#'.length), record as ChannelRecord]] : [],
      );
      const fresh = (key: string) => freshest([...factTexts(items.find(({ sk }) => sk === key))], now()).map(fromText);
      return {
        noted: fresh('noted') as Fact[],
        approvals: fresh('approvals') as ApprovalFact[],
        records: new Map(records),
      };
    },
    async record(pipeline: PipelineKey, channel: string, record: ChannelRecord): Promise<void> {
      const isAsked = record.approvals?.some(({ outcome }) => !outcome);
      const found = isAsked && { channel, pipeline };
      await table.put({ pk: pipelinePk(pipeline), sk: `channel#${channel}`, record, ttl: ttl(), ...found });
    },
    /** Pipelines of which a card in the channel waits. Seconds may pass until the index knows of one. */
    async withOpenCards(channel: string): Promise<PipelineKey[]> {
      const items = await table.queryChannel(channel);
      return items.filter(({ pk }) => pk.startsWith('pipeline#')).map(({ pipeline }) => pipeline as PipelineKey);
    },
    /** Schedules a look at the pipeline; idempotent. @param at Milliseconds since 1970. */
    async remind(pipeline: PipelineKey, token: string, at: number): Promise<void> {
      await table.put({ pk: DUE, sk: `${new Date(at).toISOString()}#${token}`, pipeline, at, ttl: ttl() });
    },
    /** What is due now; `key` is for `forget`. */
    async due(): Promise<{ key: string; pipeline: PipelineKey }[]> {
      const items = await table.query(DUE);
      return items
        .filter(({ at }) => Number(at) <= now())
        .map(({ sk, pipeline }) => ({ key: sk, pipeline: pipeline as PipelineKey }));
    },
    async forget(key: string): Promise<void> {
      await table.delete(DUE, key);
    },
    /**
     * Leases a channel to `holder` until `until` (milliseconds since 1970), unless it is leased. If the SDK repeats a
     * request whose answer was lost, it finds its own lease.
     */
    async take(
      channel: string,
      holder: string,
      until: number,
      subject: string,
    ): Promise<ChannelState | { takenUntil: number }> {
      const before = await table.update(channelPk(channel), 'state', {
        update:
          'SET #holder = :holder, #until = :until, #ttl = :ttl, ' +
          '#doubts = list_append(if_not_exists(#doubts, :none), :doubts)',
        onlyIf: 'attribute_not_exists(#holder) OR #until < :now OR #holder = :holder',
        values: { holder, until, ttl: ttl(), none: [], doubts: [{ subject, since: now() }], now: now() },
        returns: 'before',
      });
      if (before !== 'refused') return toState(before);
      const taken = await table.get(channelPk(channel), 'state');
      return { takenUntil: Number(taken?.until ?? now()) };
    },
    /**
     * Writes the state of a taken channel and keeps it, or gives it back; false when it is someone else's by now. The
     * holder's name stays, so that a repeated giving back succeeds; what was given back can't be kept.
     */
    async keep(channel: string, holder: string, state: ChannelState, until: number | 'given back'): Promise<boolean> {
      const { doubts, posts, digests } = state;
      const isOver = until === 'given back';
      const outcome = await table.update(channelPk(channel), 'state', {
        update: 'SET #doubts = :doubts, #posts = :posts, #digests = :digests, #until = :until, #ttl = :ttl',
        onlyIf: isOver ? '#holder = :holder' : '#holder = :holder AND #until > :free',
        values: {
          doubts,
          posts,
          digests,
          holder,
          ttl: ttl(),
          until: isOver ? FREE : until,
          ...(!isOver && { free: FREE }),
        },
      });
      return outcome !== 'refused';
    },
  };
}

const pipelinePk = ({ account, region, pipelineName }: PipelineKey) =>
  `pipeline#${account}#${regionCode(region)}#${pipelineName}`;
const DUE = 'due';
const channelPk = (channel: string) => `channel#${channel}`;

const toState = (item: Item | undefined): ChannelState => ({
  doubts: (item?.doubts as Doubt[] | undefined) ?? [],
  posts: (item?.posts as string[] | undefined) ?? [],
  digests: (item?.digests as ChannelState['digests'] | undefined) ?? [],
});

const factTexts = (item: Item | undefined) => (item?.facts as Set<string> | undefined) ?? new Set<string>();
