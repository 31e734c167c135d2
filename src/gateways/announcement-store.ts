import type { ChannelRecord, ChannelState, Doubt, PipelineNotes } from '../domain/channel-state.js';
import type { Fact, PipelineKey } from '../domain/incident.js';
import type { Item, Table } from './dynamo-table.js';

/** AWS's list of executions lags behind its events by seconds; an hour is on the safe side by far. */
const NOTED_MS = 60 * 60_000;
const NOTES_KEPT = 100;
/** Notes over that before they are taken out: one more write for many. */
const NOTES_OVER = 20;
const KEPT_SECONDS = 30 * 24 * 60 * 60;

/**
 * Announcements in the table. All throw AwsProblem.
 *
 * pipeline#account#region#name  noted            the last hour's events
 *                               channel#C…       what that channel was told of the pipeline
 * channel#C…                    state            whose it is and until when, doubts, posts and digests
 */
export function createAnnouncementStore(table: Table, now: () => number) {
  const ttl = () => Math.floor(now() / 1000) + KEPT_SECONDS;
  return {
    /** Adds what an event told; once is as good as twice. */
    async note(pipeline: PipelineKey, fact: Fact): Promise<void> {
      const item = await table.update(pipelinePk(pipeline), 'noted', {
        update: 'ADD #facts :facts SET #ttl = :ttl',
        values: { facts: new Set([toText(fact)]), ttl: ttl() },
      });
      const texts = [...factTexts(item === 'refused' ? undefined : item)];
      const fresh = new Set(freshest(texts, now()));
      const old = texts.filter((text) => !fresh.has(text));
      if (old.length < NOTES_OVER) return;
      const change = { update: 'DELETE #facts :old', values: { old: new Set(old) } };
      await table.update(pipelinePk(pipeline), 'noted', change);
    },
    async read(pipeline: PipelineKey): Promise<PipelineNotes> {
      const items = await table.query(pipelinePk(pipeline));
      const records = items.flatMap(({ sk, record }): [string, ChannelRecord][] =>
        sk.startsWith('channel#') ? [[sk.slice('channel#'.length), record as ChannelRecord]] : [],
      );
      const texts = factTexts(items.find(({ sk }) => sk === 'noted'));
      return { noted: freshest([...texts], now()).map(fromText), records: new Map(records) };
    },
    async record(pipeline: PipelineKey, channel: string, record: ChannelRecord): Promise<void> {
      await table.put({ pk: pipelinePk(pipeline), sk: `channel#${channel}`, record, ttl: ttl() });
    },
    /**
     * Takes a channel for `holder` until `until` (milliseconds since 1970), unless another one has it. A taking whose
     * answer got lost is sent again by the SDK, and then finds its own holder there.
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
    /** Writes the state of a taken channel and keeps it, or gives it back; false when it is someone else's by now. */
    async keep(channel: string, holder: string, state: ChannelState, until: number | 'given back'): Promise<boolean> {
      const { doubts, posts, digests } = state;
      const isOver = until === 'given back';
      const outcome = await table.update(channelPk(channel), 'state', {
        update: `SET #doubts = :doubts, #posts = :posts, #digests = :digests, #ttl = :ttl${
          isOver ? ' REMOVE #holder, #until' : ', #until = :until'
        }`,
        onlyIf: '#holder = :holder',
        values: { doubts, posts, digests, holder, ttl: ttl(), ...(!isOver && { until }) },
      });
      return outcome !== 'refused';
    },
  };
}

const pipelinePk = ({ account, region, pipelineName }: PipelineKey) => `pipeline#${account}#${region}#${pipelineName}`;
const channelPk = (channel: string) => `channel#${channel}`;

const toState = (item: Item | undefined): ChannelState => ({
  doubts: (item?.doubts as Doubt[] | undefined) ?? [],
  posts: (item?.posts as string[] | undefined) ?? [],
  digests: (item?.digests as ChannelState['digests'] | undefined) ?? [],
});

const factTexts = (item: Item | undefined) => (item?.facts as Set<string> | undefined) ?? new Set<string>();

/** Written with its members always in the same order, so that a set holds it once. */
const toText = ({ at, state, pipelineExecutionId, attempt, startedAt, branch }: Fact) =>
  JSON.stringify({ at, state, pipelineExecutionId, attempt, startedAt, branch });

const fromText = (text: string): Fact => JSON.parse(text);

function freshest(texts: string[], now: number): string[] {
  const at = (text: string) => fromText(text).at;
  return texts
    .filter((text) => at(text) > now - NOTED_MS)
    .sort((one, other) => at(one) - at(other))
    .slice(-NOTES_KEPT);
}
