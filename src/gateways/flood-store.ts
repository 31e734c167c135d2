import { type Digest, type Flood, type Post, recentPosts } from '../domain/flood.js';
import type { Item, Table } from './dynamo-table.js';

const KEPT_SECONDS = 24 * 60 * 60;
/** Posts in an item before those that no longer matter are dropped from it. */
const MANY = 50;

/** What a channel was told of lately, in one item, so that all replicas see the same order. */
export function createFloodStore(table: Table, now: () => number) {
  const ttl = () => Math.floor(now() / 1000) + KEPT_SECONDS;
  const prune = async (channel: string, flood: Flood) => {
    const posts = recentPosts(flood, now());
    if (posts.length > flood.posts.length - MANY) return;
    const last = flood.posts.length - 1;
    // One who adds or withdraws at the same moment keeps the list as it is; the next one prunes it.
    await table.update(`channel#${channel}`, 'flood', {
      update: 'SET #posts = :posts',
      onlyIf: `size(#posts) = :size AND #posts[${last}] = :last`,
      values: { posts, size: flood.posts.length, last: flood.posts[last] },
    });
  };
  return {
    /** Adds a post to those of its channel, in one step, and tells what there are then. */
    async reserve(channel: string, post: Post): Promise<Flood> {
      const item = await table.update(`channel#${channel}`, 'flood', {
        update: 'SET #posts = list_append(if_not_exists(#posts, :none), :posts), #ttl = :ttl',
        values: { none: [], posts: [post], ttl: ttl() },
      });
      const flood = toFlood(item as Item);
      await prune(channel, flood);
      return flood;
    },
    /** Takes a post out again, unless it stands in another place by now. */
    async withdraw(channel: string, place: number, post: Post): Promise<void> {
      await table.update(`channel#${channel}`, 'flood', {
        update: `REMOVE #posts[${place}]`,
        onlyIf: `#posts[${place}] = :post`,
        values: { post },
      });
    },
    read: async (channel: string): Promise<Flood> => toFlood(await table.get(`channel#${channel}`, 'flood')),
    /** Puts `digest` in the place of `before`; false when somebody else did. */
    async replaceDigest(channel: string, before: Digest | undefined, digest: Digest): Promise<boolean> {
      const outcome = await table.update(`channel#${channel}`, 'flood', {
        update: 'SET #digest = :digest, #ttl = :ttl',
        onlyIf: before
          ? '#digest.#id = :id AND #digest.#holder = :holder AND #digest.#leaseUntil = :leaseUntil'
          : 'attribute_not_exists(#digest)',
        values: {
          digest,
          ttl: ttl(),
          ...(before && { id: before.id, holder: before.holder, leaseUntil: before.leaseUntil }),
        },
      });
      return outcome !== 'refused';
    },
  };
}

const toFlood = (item: Item | undefined): Flood => ({
  posts: (item?.posts as Post[] | undefined) ?? [],
  digest: item?.digest as Digest | undefined,
});
