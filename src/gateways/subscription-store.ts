import { isPattern, matches, type Paused, type Subscription } from '../domain/subscription.js';
import type { Item, Table } from './dynamo-table.js';

/**
 * Subscriptions in the table. Those of a name are a partition of their own; all patterns of a region share one, since
 * there are few of them and a name says nothing of which fit it: two reads for an event, whatever there is.
 * (By literal prefix it would be a read for each of the up to 100 beginnings of a name.)
 */
export function createSubscriptionStore(table: Table) {
  const pkOf = ({ region, pipeline }: Pick<Subscription, 'region' | 'pipeline'>) =>
    isPattern(pipeline) ? `patterns#${region}` : `subscribed#${region}#${pipeline}`;
  const skOf = ({ channel, pipeline }: Pick<Subscription, 'channel' | 'pipeline'>) =>
    isPattern(pipeline) ? `${pipeline}#${channel}` : channel;
  return {
    /** Those of the name itself and those of patterns that fit it; paused ones only while nobody knows of it. */
    async forPipeline(region: string, name: string): Promise<Subscription[]> {
      const [exact, patterns] = await Promise.all([
        table.query(pkOf({ region, pipeline: name })),
        table.query(pkOf({ region, pipeline: '*' })),
      ]);
      return [...exact, ...patterns]
        .map(toSubscription)
        .filter(({ pipeline, paused }) => (!paused || paused.tellAgainAt !== undefined) && matches(pipeline, name));
    },
    /** Sorted by name; paused ones included. Seconds may pass until the index knows of a change. */
    async ofChannel(channel: string): Promise<Subscription[]> {
      const items = await table.queryChannel(channel);
      return items
        .map(toSubscription)
        .sort((one, other) => one.pipeline.localeCompare(other.pipeline) || one.region.localeCompare(other.region));
    },
    save: (subscription: Subscription): Promise<void> =>
      table.put({ pk: pkOf(subscription), sk: skOf(subscription), ...definedOf(subscription) } as Item),
    /** Whether there was one. */
    remove: (subscription: Pick<Subscription, 'region' | 'pipeline' | 'channel'>): Promise<boolean> =>
      table.delete(pkOf(subscription), skOf(subscription)),
    /** Marks it as not to be tried, in the place of what was marked before; false when that has changed, or is gone. */
    async pause(subscription: Subscription, paused: Paused): Promise<boolean> {
      const before = subscription.paused?.tellAgainAt;
      const isSame = before === undefined ? 'attribute_not_exists(#paused)' : '#paused.#tellAgainAt = :before';
      const outcome = await table.update(pkOf(subscription), skOf(subscription), {
        update: 'SET #paused = :paused',
        onlyIf: `attribute_exists(#channel) AND ${isSame}`,
        values: { paused, ...(before !== undefined && { before }) },
      });
      return outcome !== 'refused';
    },
  };
}

const definedOf = (subscription: Subscription) =>
  Object.fromEntries(Object.entries(subscription).filter(([, value]) => value !== undefined));

function toSubscription({ pk: _pk, sk: _sk, ttl: _ttl, ...item }: Item): Subscription {
  return item as unknown as Subscription;
}
