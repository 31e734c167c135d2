import { randomUUID } from 'node:crypto';
import type { Failure } from '../domain/failure.js';
import type { Broken, Claim, ExecutionNews, OpenSlot, Slot, SlotKey, Success, Told } from '../domain/incident.js';
import type { Item, Table } from './dynamo-table.js';

/** SQS keeps a message for at most 14 days; nothing older can come again. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;
/** What is repaired waits only for events that come again: the queue of our template keeps them for four days. */
const REPAIRED_KEPT_SECONDS = 5 * 24 * 60 * 60;
/** How long a success that has repaired something may come again, at a channel's pace or while Slack is down. */
const REPAIR_KEPT_SECONDS = 60 * 60;
/** Characters of any one text: more than a message can show, so that a slot stays far below an item's 400 KB. */
const TEXT_KEPT = 2500;

interface Options {
  /** How long a claim holds, in milliseconds: longer than everything between claiming and recording may take. */
  leaseMs: number;
  now: () => number;
}

/**
 * Announcements in the table. All throw AwsProblem.
 *
 * announced#region#pipeline            channel             the slots of channels that hear of what is newly broken
 * announced#region#pipeline#execution  channel             those of channels that hear of every failure
 * open#region#pipeline                 channel#execution   which of the latter may be open, or were repaired within the
 *                                                          hour, in a few words: a success reads these, and not all
 *                                                          that has failed for weeks
 * succeeded#region#pipeline            last                the last success
 */
export function createAnnouncementStore(table: Table, { leaseMs, now }: Options) {
  const ttl = (keptSeconds = KEPT_SECONDS) => Math.floor(now() / 1000) + keptSeconds;
  const noteOpen = (key: SlotKey, { pipelineExecutionId, attempt, startedAt, at, branch }: ExecutionNews) => {
    const failure: Broken = { pipelineExecutionId, attempt, startedAt, failedAt: at, branch, status: 'failed' };
    return table.put({ pk: openPk(key), sk: openSk(key), failure, ttl: ttl() });
  };
  /** Kept for a while: the success may come again, and then has to know what it has repaired. */
  const noteRepaired = (key: SlotKey, told: Told | undefined) =>
    table.update(openPk(key), openSk(key), {
      update: 'SET #failure.#status = :status, #failure.#fix = :fix, #ttl = :ttl',
      // A newer failure of the same execution may have been claimed since.
      onlyIf: '#failure.#attempt <= :attempt',
      values: {
        status: 'fixed',
        fix: told?.fix ?? { at: 0 },
        attempt: told?.attempt ?? Number.MAX_SAFE_INTEGER,
        ttl: ttl(REPAIR_KEPT_SECONDS),
      },
    });
  return {
    /** Undefined: somebody else has it. @param failure What it is claimed for, if that is a failure. */
    async claim(key: SlotKey, failure?: ExecutionNews): Promise<Claim | undefined> {
      // New for each claim: one whose lease ran out must not pass for the next, not even in the same process.
      const holder = randomUUID();
      const leaseUntil = now() + leaseMs;
      const claiming = table.update(slotPk(key), key.channel, {
        update:
          'SET #holder = :holder, #leaseUntil = :leaseUntil, #ttl = :ttl, #doubtSince = if_not_exists(#doubtSince, :now)',
        onlyIf: 'attribute_not_exists(#holder) OR #leaseUntil < :now',
        values: { holder, leaseUntil, ttl: ttl(), now: now() },
        returns: 'before',
      });
      const opening = key.pipelineExecutionId && failure ? noteOpen(key, failure) : undefined;
      const [before] = await Promise.all([claiming, opening]);
      if (before === 'refused') return undefined;
      const doubtSince = before?.doubtSince as number | undefined;
      return { key, holder, leaseUntil, slot: toSlot(before), doubtSince };
    },
    /** Writes what the slot is now and ends the claim; false when the lease ran out and somebody else has it. */
    async record({ key, holder }: Claim, { incidents, seen }: Slot): Promise<boolean> {
      const isRepaired = incidents.every(({ fix }) => fix !== undefined);
      const outcome = await table.update(slotPk(key), key.channel, {
        update: 'SET #seen = :seen, #incidents = :incidents, #ttl = :ttl REMOVE #holder, #leaseUntil, #doubtSince',
        onlyIf: '#holder = :holder',
        values: {
          holder,
          seen,
          incidents: incidents.map(fromTold),
          ttl: ttl(isRepaired ? REPAIRED_KEPT_SECONDS : undefined),
        },
      });
      if (outcome === 'refused') return false;
      if (isRepaired && key.pipelineExecutionId) await noteRepaired(key, incidents.at(-1));
      return true;
    },
    /** Ends the claim with the slot as it was; `inDoubt` leaves it to the next one to look for messages. */
    async release({ key, holder }: Claim, inDoubt: boolean): Promise<void> {
      await table.update(slotPk(key), key.channel, {
        update: `REMOVE #holder, #leaseUntil${inDoubt ? '' : ', #doubtSince'}`,
        onlyIf: '#holder = :holder',
        values: { holder },
      });
    },
    /** The slots of a pipeline in which something may be open, or was until lately. */
    async openSlots(region: string, pipelineName: string): Promise<OpenSlot[]> {
      const pipeline = { region, pipelineName };
      const [slots, open] = await Promise.all([table.query(slotPk(pipeline)), table.query(openPk(pipeline))]);
      return [
        ...slots.map((item) => ({
          key: { ...pipeline, channel: item.sk },
          incidents: toSlot(item).incidents,
          unsettled: item.doubtSince !== undefined,
        })),
        ...open.map((item) => ({
          key: { ...pipeline, ...readOpenSk(item.sk) },
          incidents: [item.failure as Broken],
          unsettled: false,
        })),
      ];
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

type Pipeline = Pick<SlotKey, 'region' | 'pipelineName'>;

const slotPk = ({ region, pipelineName, pipelineExecutionId: id }: Pipeline & Partial<SlotKey>) =>
  `announced#${region}#${pipelineName}${id ? `#${id}` : ''}`;
const openPk = ({ region, pipelineName }: Pipeline) => `open#${region}#${pipelineName}`;
const openSk = ({ channel, pipelineExecutionId: id }: SlotKey) => `${channel}#${id}`;
const successPk = (region: string, pipelineName: string) => `succeeded#${region}#${pipelineName}`;

function readOpenSk(sk: string): Pick<SlotKey, 'channel' | 'pipelineExecutionId'> {
  const [channel = '', pipelineExecutionId] = sk.split('#');
  return { channel, pipelineExecutionId };
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
