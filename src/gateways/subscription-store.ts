import { isPattern, matches, type Paused, type Subscription } from '../domain/subscription.js';
import type { Item, Table } from './dynamo-table.js';

type Key = Pick<Subscription, 'region' | 'pipeline' | 'channel'>;

/**
 * Subscriptions in the table. Those of a name are a partition of their own; all patterns of a region share one, since
 * there are few of them and a name says nothing of which fit it: two reads for an event, whatever there is.
 * (By literal prefix it would be a read for each of the up to 100 beginnings of a name.)
 */
export function createSubscriptionStore(table: Table) {
  return {
    /** Those of the name itself and those of patterns that fit it; paused ones only while nobody knows of it. */
    async forPipeline(region: string, name: string): Promise<Subscription[]> {
      const [exact, patterns] = await Promise.all([
        table.query(pkOf({ region, pipeline: name })),
        table.query(pkOf({ region, pipeline: '*' })),
      ]);
      return [...exact, ...patterns]
        .map(toSubscription)
        .filter(({ pipeline, paused }) => (!paused || paused.isUntold) && matches(pipeline, name));
    },
    /** Sorted by name; paused ones included. Seconds may pass until the index knows of a change. */
    async ofChannel(channel: string): Promise<Subscription[]> {
      const items = await table.queryChannel(channel);
      return items
        .filter(({ pk }) => /^(subscribed|patterns)#/.test(pk))
        .map(toSubscription)
        .sort((one, other) => one.pipeline.localeCompare(other.pipeline) || one.region.localeCompare(other.region));
    },
    /** One as it is now, where the index may lag behind. */
    async find(key: Key): Promise<Subscription | undefined> {
      const item = await table.get(pkOf(key), skOf(key));
      return item && toSubscription(item);
    },
    save: (subscription: Subscription): Promise<void> =>
      table.put({ pk: pkOf(subscription), sk: skOf(subscription), ...definedOf(subscription) } as Item),
    /** Whether there was one. */
    remove: (key: Key): Promise<boolean> => table.delete(pkOf(key), skOf(key)),
    /** Marks it as not to be tried, unless it is marked already or gone. */
    async pause(key: Key, paused: Paused): Promise<void> {
      await table.update(pkOf(key), skOf(key), {
        update: 'SET #paused = :paused',
        onlyIf: 'attribute_exists(#channel) AND attribute_not_exists(#paused)',
        values: { paused },
      });
    },
    /** Whoever subscribed knows that it is paused. */
    async markTold(key: Key): Promise<void> {
      await table.update(pkOf(key), skOf(key), {
        update: 'REMOVE #paused.#isUntold',
        onlyIf: 'attribute_exists(#paused)',
        values: {},
      });
    },
  };
}

const pkOf = ({ region, pipeline }: Pick<Key, 'region' | 'pipeline'>) =>
  isPattern(pipeline) ? `patterns#${region}` : `subscribed#${region}#${pipeline}`;
const skOf = ({ channel, pipeline }: Pick<Key, 'channel' | 'pipeline'>) =>
  isPattern(pipeline) ? `${pipeline}#${channel}` : channel;

const definedOf = (subscription: Subscription) =>
  Object.fromEntries(Object.entries(subscription).filter(([, value]) => value !== undefined));

function toSubscription({ pk: _pk, sk: _sk, ttl: _ttl, ...item }: Item): Subscription {
  return item as unknown as Subscription;
}
