import { randomUUID } from 'node:crypto';
import type { TroubleKind } from '../domain/trouble.js';
import type { Table } from './dynamo-table.js';

/** Lets one of many processes report a trouble, once. Throws AwsProblem. */
export interface TroubleStore {
  /** Whether this process is to report the beginning. */
  claim(kind: TroubleKind): Promise<boolean>;
  /** Whether this process is to report the end. */
  release(kind: TroubleKind): Promise<boolean>;
}

/** A process that dies in trouble leaves its claim; after this long the trouble is reported anew. */
const KEPT_S = 24 * 3600;
const SORT_KEY = 'told';

/** Each change names who makes it: one whose answer got lost is sent again by the SDK, and finds itself. */
export function createTroubleStore(table: Table, now: () => number): TroubleStore {
  const seconds = () => Math.floor(now() / 1000);
  return {
    async claim(kind) {
      const claimed = await table.update(`trouble#${kind}`, SORT_KEY, {
        update: 'SET #holder = :holder, #ttl = :ttl REMOVE #endedBy',
        onlyIf: 'attribute_not_exists(#pk) OR #ttl < :now OR attribute_exists(#endedBy) OR #holder = :holder',
        values: { holder: randomUUID(), ttl: seconds() + KEPT_S, now: seconds() },
      });
      return claimed !== 'refused';
    },
    async release(kind) {
      const released = await table.update(`trouble#${kind}`, SORT_KEY, {
        update: 'SET #endedBy = :holder',
        onlyIf: '#ttl >= :now AND (attribute_not_exists(#endedBy) OR #endedBy = :holder)',
        values: { holder: randomUUID(), now: seconds() },
      });
      return released !== 'refused';
    },
  };
}
