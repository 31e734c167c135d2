import type { Flood } from '../../domain/flood.js';
import type { ExecutionNews } from '../../domain/incident.js';
import type { Announcing, Delivery } from './ports.js';

/** A place among what a channel is told of. */
export interface Place {
  /** What the channel was told of lately, this one included; it is the last. */
  flood: Promise<Flood>;
  /** Keeps it, since there is to be a message: also when that has to be tried again. */
  keep(): void;
}

/**
 * Reserves a failure's place among what its channel is told of while `work` begins, since mostly it is needed; gives it
 * back unless it is kept. One that can't be given back means at most that a digest comes early.
 */
export async function withPlace(
  { floods, now }: Pick<Announcing, 'floods' | 'now'>,
  channel: string,
  { pipelineExecutionId, pipelineName }: ExecutionNews,
  work: (place: Place) => Promise<Delivery>,
): Promise<Delivery> {
  const post = { pipelineExecutionId, pipelineName, at: now() };
  const flood = floods.reserve(channel, post);
  flood.catch(() => {});
  let isKept = false;
  const keep = () => {
    isKept = true;
  };
  try {
    return await work({ flood, keep });
  } finally {
    if (!isKept) {
      await flood.then(({ posts }) => floods.withdraw(channel, posts.length - 1, post)).catch(() => {});
    }
  }
}
