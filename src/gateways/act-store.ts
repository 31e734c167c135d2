import { randomUUID } from 'node:crypto';
import type { Act, ActClaim, Operator, RunAddress } from '../domain/act.js';
import type { Item, Table } from './dynamo-table.js';

/** As long as an approval can wait: 60 days at most, by its own setting. */
const KEPT_SECONDS = 62 * 24 * 60 * 60;

interface Options {
  /** How long a claim holds, in milliseconds: longer than the call and what follows it may take. */
  leaseMs: number;
  now: () => number;
}

/**
 * Acts in the table, each under what it acts upon, so that it happens once. Everything throws AwsProblem.
 *
 * act#region#pipeline#execution         key            an act: who, what, when, and what came of it
 * votes#region#pipeline#execution#key   user           one of several who must approve
 */
export function createActStore(table: Table, { leaseMs, now }: Options) {
  const ttl = () => Math.floor(now() / 1000) + KEPT_SECONDS;
  const claiming = new Map<string, Promise<ActClaim | { first: Act }>>();
  const claimInTable = async (at: RunAddress, key: string, act: Act): Promise<ActClaim | { first: Act }> => {
    const holder = randomUUID();
    const outcome = await table.update(actPk(at), key, {
      update: 'SET #holder = :holder, #leaseUntil = :leaseUntil, #act = :act, #ttl = :ttl',
      onlyIf: 'attribute_not_exists(#holder) OR (attribute_not_exists(#outcome) AND #leaseUntil < :now)',
      values: { holder, leaseUntil: now() + leaseMs, act, now: now(), ttl: ttl() },
      returns: 'before',
    });
    if (outcome !== 'refused') return { at, key, act, holder, earlier: toAct(outcome) };
    const first = toAct(await table.get(actPk(at), key));
    // Withdrawn between the two calls: it is free again.
    return first ? { first } : claimInTable(at, key, act);
  };
  return {
    /**
     * Claims what `key` names within an execution for one person. Those who want it at the same moment in this process
     * ask the table once.
     * @returns the act that was first, where somebody has done or is doing it.
     */
    async claim(at: RunAddress, key: string, wanted: Omit<Act, 'at' | 'outcome'>): Promise<ActClaim | { first: Act }> {
      const act = { ...wanted, at: now() };
      const place = `${actPk(at)} ${key}`;
      const before = await claiming.get(place)?.catch(() => undefined);
      if (before) return 'first' in before ? before : { first: before.act };
      const asking = claimInTable(at, key, act).finally(() => claiming.delete(place));
      claiming.set(place, asking);
      return asking;
    },
    /** It has been done. */
    async settle({ at, key, holder }: ActClaim, startedExecutionId?: string): Promise<void> {
      await table.update(actPk(at), key, {
        update: 'SET #outcome = :outcome, #startedExecutionId = :startedExecutionId',
        onlyIf: '#holder = :holder',
        values: { holder, outcome: 'done', startedExecutionId: startedExecutionId ?? '' },
      });
    },
    /** It has been done, and by the holder of the claim before. */
    async restore({ at, key, holder }: ActClaim, earlier: Act): Promise<void> {
      await table.update(actPk(at), key, {
        update: 'SET #outcome = :outcome, #act = :act',
        onlyIf: '#holder = :holder',
        values: { holder, outcome: 'done', act: earlier },
      });
    },
    /** It has not been done, and anyone may try again. */
    async withdraw({ at, key, holder }: ActClaim): Promise<void> {
      await table.update(actPk(at), key, {
        update: 'REMOVE #holder, #leaseUntil, #act',
        onlyIf: '#holder = :holder AND attribute_not_exists(#outcome)',
        values: { holder },
      });
    },
    /** The act that has the key, if any. */
    async find(at: RunAddress, key: string): Promise<Act | undefined> {
      return toAct(await table.get(actPk(at), key));
    },
    /** Every act upon an execution, oldest first. */
    async actsOn(at: RunAddress): Promise<Act[]> {
      const acts = (await table.query(actPk(at))).flatMap((item) => toAct(item) ?? []);
      return acts.sort((one, other) => one.at - other.at);
    },
    /** Counts one person's vote, once. @returns all votes, oldest first. */
    async vote(at: RunAddress, key: string, by: Operator, words: string): Promise<(Operator & { at: number })[]> {
      await table.update(votesPk(at, key), by.id, {
        update: 'SET #by = :by, #words = :words, #at = :at, #ttl = :ttl',
        onlyIf: 'attribute_not_exists(#by)',
        values: { by, words, at: now(), ttl: ttl() },
      });
      return this.votes(at, key);
    },
    async votes(at: RunAddress, key: string): Promise<(Operator & { at: number })[]> {
      const votes = (await table.query(votesPk(at, key))).map((item) => ({
        ...(item.by as Operator),
        at: item.at as number,
      }));
      return votes.sort((one, other) => one.at - other.at);
    },
  };
}

const runKey = ({ region, pipelineName, pipelineExecutionId }: RunAddress) =>
  `${region}#${pipelineName}#${pipelineExecutionId}`;
const actPk = (at: RunAddress) => `act#${runKey(at)}`;
const votesPk = (at: RunAddress, key: string) => `votes#${runKey(at)}#${key}`;

function toAct(item: Item | undefined): Act | undefined {
  if (!item?.act) return undefined;
  const startedExecutionId = (item.startedExecutionId as string | undefined) || undefined;
  return { ...(item.act as Act), outcome: item.outcome as 'done' | undefined, startedExecutionId };
}
