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

export function createTroubleStore(table: Table, now: () => number): TroubleStore {
  return {
    async claim(kind) {
      const seconds = Math.floor(now() / 1000);
      const claimed = await table.update(`trouble#${kind}`, SORT_KEY, {
        update: 'SET #ttl = :ttl',
        onlyIf: 'attribute_not_exists(#pk) OR #ttl < :now',
        values: { ttl: seconds + KEPT_S, now: seconds },
      });
      return claimed !== 'refused';
    },
    release: (kind) => table.delete(`trouble#${kind}`, SORT_KEY),
  };
}
