import { type Account, withAccount, withoutOwn } from '../domain/account.js';
import { isPattern, matches, type Paused, type Subscription } from '../domain/subscription.js';
import type { Item, Table } from './dynamo-table.js';

type Key = Pick<Subscription, 'region' | 'pipeline' | 'channel'>;

/**
 * Subscriptions in the table. Each name has a partition; all patterns of a region share one, since they are few and a
 * name does not tell which patterns match it: two reads per event.
 */
export function createSubscriptionStore(table: Table, accounts: readonly Account[] = []) {
  const toSubscription = ({ pk: _pk, sk: _sk, ttl: _ttl, ...item }: Item): Subscription => {
    const subscription = item as unknown as Subscription;
    return { ...subscription, region: withAccount(accounts, subscription.region) };
  };
  return {
    /** Those of the name and of matching patterns; paused ones only until their subscriber has been told. */
    async forPipeline(region: string, name: string): Promise<Subscription[]> {
      const [exact, patterns] = await Promise.all([
        table.query(pkOf({ region, pipeline: name })),
        table.query(pkOf({ region, pipeline: '*' })),
      ]);
      return [...exact, ...patterns]
        .map(toSubscription)
        .filter(({ pipeline, paused }) => (!paused || paused.isUntold) && matches(pipeline, name));
    },
    /** Sorted by name, including paused ones. Through the index, so it may be seconds old. */
    async ofChannel(channel: string): Promise<Subscription[]> {
      const items = await table.queryChannel(channel);
      return items
        .filter(({ pk }) => /^(subscribed|patterns)#/.test(pk))
        .map(toSubscription)
        .sort((one, other) => one.pipeline.localeCompare(other.pipeline) || one.region.localeCompare(other.region));
    },
    /** Consistent, unlike `ofChannel`. */
    async find(key: Key): Promise<Subscription | undefined> {
      const item = await table.get(pkOf(key), skOf(key));
      return item && toSubscription(item);
    },
    save: (subscription: Subscription): Promise<void> =>
      table.put({
        pk: pkOf(subscription),
        sk: skOf(subscription),
        ...definedOf(subscription),
        region: withoutOwn(subscription.region),
      } as Item),
    /** Whether there was one. */
    async remove(key: Key): Promise<boolean> {
      // A deletion whose answer got lost is sent again, and finds nothing.
      const isThere = (await table.get(pkOf(key), skOf(key))) !== undefined;
      if (isThere) await table.delete(pkOf(key), skOf(key));
      return isThere;
    },
    /** Marks it as not to be tried, unless it is marked already or gone. */
    async pause(key: Key, paused: Paused): Promise<void> {
      await table.update(pkOf(key), skOf(key), {
        update: 'SET #paused = :paused',
        onlyIf: 'attribute_exists(#channel) AND attribute_not_exists(#paused)',
        values: { paused },
      });
    },
    /** The subscriber has been told of the pause. */
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
  isPattern(pipeline) ? `patterns#${withoutOwn(region)}` : `subscribed#${withoutOwn(region)}#${pipeline}`;
const skOf = ({ channel, pipeline }: Pick<Key, 'channel' | 'pipeline'>) =>
  isPattern(pipeline) ? `${pipeline}#${channel}` : channel;

const definedOf = (subscription: Subscription) =>
  Object.fromEntries(Object.entries(subscription).filter(([, value]) => value !== undefined));
