import { randomUUID } from 'node:crypto';
import type { Failure } from '../failure.js';
import type { Claim, Slot, SlotKey, Success, Told } from '../incident.js';
import type { Item, Table } from './dynamo-table.js';

/** SQS keeps a message for at most 14 days; nothing older can come again. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;
/** What is repaired waits only for events that come again: the queue of our template keeps them for four days. */
const REPAIRED_KEPT_SECONDS = 5 * 24 * 60 * 60;
/** Characters of any one text: more than a message can show, so that a slot stays far below an item's 400 KB. */
const TEXT_KEPT = 2500;

interface Options {
  /** How long a claim holds, in milliseconds: longer than everything between claiming and recording may take. */
  leaseMs: number;
  now: () => number;
}

/** Announcements in the table: a partition of slots for each pipeline, and an item for its last success. All throw AwsProblem. */
export function createAnnouncementStore(table: Table, { leaseMs, now }: Options) {
  const ttl = (keptSeconds = KEPT_SECONDS) => Math.floor(now() / 1000) + keptSeconds;
  return {
    /** Undefined: somebody else has it. */
    async claim(key: SlotKey): Promise<Claim | undefined> {
      // New for each claim: one whose lease ran out must not pass for the next, not even in the same process.
      const holder = randomUUID();
      const leaseUntil = now() + leaseMs;
      const before = await table.update(slotPk(key.region, key.pipelineName), slotSk(key), {
        update:
          'SET #holder = :holder, #leaseUntil = :leaseUntil, #ttl = :ttl, #doubtSince = if_not_exists(#doubtSince, :now)',
        onlyIf: 'attribute_not_exists(#holder) OR #leaseUntil < :now',
        values: { holder, leaseUntil, ttl: ttl(), now: now() },
        returns: 'before',
      });
      if (before === 'refused') return undefined;
      const doubtSince = before?.doubtSince as number | undefined;
      return { key, holder, leaseUntil, slot: toSlot(before), doubtSince };
    },
    /** Writes what the slot is now and ends the claim; false when the lease ran out and somebody else has it. */
    async record({ key, holder }: Claim, { incidents, seen }: Slot): Promise<boolean> {
      const isRepaired = incidents.every(({ fix }) => fix !== undefined);
      const outcome = await table.update(slotPk(key.region, key.pipelineName), slotSk(key), {
        update: 'SET #seen = :seen, #incidents = :incidents, #ttl = :ttl REMOVE #holder, #leaseUntil, #doubtSince',
        onlyIf: '#holder = :holder',
        values: {
          holder,
          seen,
          incidents: incidents.map(fromTold),
          ttl: ttl(isRepaired ? REPAIRED_KEPT_SECONDS : undefined),
        },
      });
      return outcome !== 'refused';
    },
    /** Ends the claim with the slot as it was; `inDoubt` leaves it to the next one to look for messages. */
    async release({ key, holder }: Claim, inDoubt: boolean): Promise<void> {
      await table.update(slotPk(key.region, key.pipelineName), slotSk(key), {
        update: `REMOVE #holder, #leaseUntil${inDoubt ? '' : ', #doubtSince'}`,
        onlyIf: '#holder = :holder',
        values: { holder },
      });
    },
    async ofPipeline(region: string, pipelineName: string) {
      const items = await table.query(slotPk(region, pipelineName));
      return items.map((item) => ({
        key: { region, pipelineName, ...readSk(item.sk) },
        slot: toSlot(item),
        unsettled: item.doubtSince !== undefined,
      }));
    },
    async noteSuccess(region: string, pipelineName: string, success: Success): Promise<void> {
      await table.update(successPk(region, pipelineName), 'last', {
        update: 'SET #at = :at, #success = :success, #ttl = :ttl',
        onlyIf: 'attribute_not_exists(#at) OR #at < :at',
        values: { at: success.at, success, ttl: ttl() },
      });
    },
    async lastSuccess(region: string, pipelineName: string): Promise<Success | undefined> {
      return (await table.get(successPk(region, pipelineName), 'last'))?.success as Success | undefined;
    },
  };
}

const slotPk = (region: string, pipelineName: string) => `announced#${region}#${pipelineName}`;
const successPk = (region: string, pipelineName: string) => `succeeded#${region}#${pipelineName}`;
const slotSk = ({ channel, pipelineExecutionId: id }: SlotKey) => (id ? `${channel}#${id}` : channel);

function readSk(sk: string): Pick<SlotKey, 'channel' | 'pipelineExecutionId'> {
  const [channel = '', pipelineExecutionId] = sk.split('#');
  return { channel, ...(pipelineExecutionId && { pipelineExecutionId }) };
}

const toSlot = (item: Item | undefined): Slot => ({
  seen: (item?.seen as Slot['seen'] | undefined) ?? [],
  incidents: ((item?.incidents as StoredTold[] | undefined) ?? []).map(toTold),
});

type StoredTold = Omit<Told, 'failure'> & { failure?: string };

/** A failure is kept as text: DynamoDB knows no dates, and nothing ever looks into it there. */
const fromTold = ({ failure, ...told }: Told): StoredTold => ({
  ...told,
  ...(failure && { failure: JSON.stringify(failure, cutText) }),
});

const cutText = (_: string, value: unknown) => (typeof value === 'string' ? value.slice(0, TEXT_KEPT) : value);

function toTold({ failure, ...told }: StoredTold): Told {
  return failure ? { ...told, failure: JSON.parse(failure, reviveDate) as Failure } : told;
}

const DATES = ['failedAt', 'firstFailure', 'lastSuccess'];
const reviveDate = (key: string, value: unknown) =>
  DATES.includes(key) && typeof value === 'string' ? new Date(value) : value;
