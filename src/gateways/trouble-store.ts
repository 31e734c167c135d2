import type { TroubleKind } from '../domain/trouble.js';
import type { Table } from './dynamo-table.js';

/** What is told of by one of many processes, and only once. Throws AwsProblem. */
export interface TroubleStore {
  /** Whether nobody has told of it yet, and this process is to. */
  claim(kind: TroubleKind): Promise<boolean>;
  /** Whether it was told of, and nobody has told yet that it is over. */
  release(kind: TroubleKind): Promise<boolean>;
}

/** A process that dies in trouble leaves its claim behind; after so long the trouble is news again. */
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
