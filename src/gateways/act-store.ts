import { randomUUID } from 'node:crypto';
import { withoutOwn } from '../domain/account.js';
import type { Act, ActClaim, Operator, RunAddress } from '../domain/act.js';
import type { Item, Table } from './dynamo-table.js';

const KEPT_SECONDS = 62 * 24 * 60 * 60; // an approval waits 60 days at most, by AWS's default and limit

interface Options {
  /** Claims expire after this many milliseconds: longer than the call and the read that may follow. */
  leaseMs: number;
  now: () => number;
}

/**
 * Acts in the table, each under what it acts on, so that each happens once. All methods throw AwsProblem.
 * act#region#pipeline#execution         key            who, what, when, and the outcome
 * votes#region#pipeline#execution#key   user           one of several required approvals
 */
export function createActStore(table: Table, { leaseMs, now }: Options) {
  const ttl = () => Math.floor(now() / 1000) + KEPT_SECONDS;
  const claiming = new Map<string, Promise<ActClaim | { first: Act }>>();
  const claimInTable = async (at: RunAddress, key: string, act: Act): Promise<ActClaim | { first: Act }> => {
    const holder = randomUUID();
    const outcome = await table.update(actPk(at), key, {
      update:
        'SET #holder = :holder, #leaseUntil = :leaseUntil, #act = :act, #ttl = :ttl, ' +
        '#claims = list_append(if_not_exists(#claims, :none), :claims)',
      // A claim whose answer got lost is sent again by the SDK: then the earlier one is its own, and the pipeline is looked at.
      onlyIf:
        'attribute_not_exists(#holder) OR #holder = :holder OR ' +
        '(attribute_not_exists(#outcome) AND #leaseUntil < :now)',
      values: { holder, leaseUntil: now() + leaseMs, act, now: now(), ttl: ttl(), none: [], claims: [act] },
      returns: 'before',
    });
    if (outcome !== 'refused') return { at, key, act, holder, earlier: claimsOf(outcome) };
    const first = toAct(await table.get(actPk(at), key));
    // Withdrawn between the two calls: try again.
    return first ? { first } : claimInTable(at, key, act);
  };
  return {
    /**
     * Claims what `key` names within an execution for one person. Simultaneous claims in this process make one request.
     * @returns an earlier act that is done or in progress.
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
    async settle({ at, key, holder }: ActClaim, startedExecutionId?: string): Promise<void> {
      await table.update(actPk(at), key, {
        update: 'SET #outcome = :outcome, #startedExecutionId = :startedExecutionId',
        onlyIf: '#holder = :holder',
        values: { holder, outcome: 'done', startedExecutionId: startedExecutionId ?? '' },
      });
    },
    /** The holder of an earlier, expired claim had done it. */
    async restore({ at, key, holder }: ActClaim, earlier: Act): Promise<void> {
      await table.update(actPk(at), key, {
        update: 'SET #outcome = :outcome, #act = :act',
        onlyIf: '#holder = :holder',
        values: { holder, outcome: 'done', act: earlier },
      });
    },
    /** The act was not done; anyone may try again. */
    async withdraw({ at, key, holder }: ActClaim): Promise<void> {
      await table.update(actPk(at), key, {
        update: 'REMOVE #holder, #leaseUntil, #act, #claims',
        onlyIf: '#holder = :holder AND attribute_not_exists(#outcome)',
        values: { holder },
      });
    },
    async find(at: RunAddress, key: string): Promise<Act | undefined> {
      return toAct(await table.get(actPk(at), key));
    },
    async actsOn(at: RunAddress): Promise<Act[]> {
      const acts = (await table.query(actPk(at))).flatMap((item) => toAct(item) ?? []);
      return acts.sort((one, other) => one.at - other.at);
    },
    /** Counts each person once. @returns all votes, oldest first. */
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
  `${withoutOwn(region)}#${pipelineName}#${pipelineExecutionId}`;
const actPk = (at: RunAddress) => `act#${runKey(at)}`;
const votesPk = (at: RunAddress, key: string) => `votes#${runKey(at)}#${key}`;

function toAct(item: Item | undefined): Act | undefined {
  if (!item?.act) return undefined;
  const act = item.act as Act;
  const startedExecutionId = (item.startedExecutionId as string | undefined) || undefined;
  const others = claimsOf(item).filter(({ by, at }) => by.id !== act.by.id || at !== act.at);
  return {
    ...act,
    outcome: item.outcome as 'done' | undefined,
    startedExecutionId,
    ...(others.length > 0 && { earlier: others }),
  };
}

const claimsOf = (item: Item | undefined): Act[] =>
  (item?.claims as Act[] | undefined) ?? (item?.act ? [item.act as Act] : []);
