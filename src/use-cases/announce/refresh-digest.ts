import { postsOf } from '../../domain/flood.js';
import type { Announcing } from './ports.js';

/** Shows in a digest all that stands in its thread; goes on until no other replica has added to it meanwhile. */
export async function refreshDigest(
  { floods, messages }: Pick<Announcing, 'floods' | 'messages'>,
  channel: string,
): Promise<void> {
  for (let shown = -1; ; ) {
    const flood = await floods.read(channel);
    const { digest } = flood;
    if (!digest?.ts) return;
    const posts = postsOf(flood, digest);
    if (posts.length === shown || posts.length === 0) return;
    await messages.updateDigest(channel, digest, posts);
    shown = posts.length;
  }
}
