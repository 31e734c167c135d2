import type { PipelineKey } from '../../domain/incident.js';
import type { Subscription } from '../../domain/subscription.js';
import type { Gathering } from '../failure/gather-failure.js';
import type { AnnounceDeps, FailedExecution } from './ports.js';

export type Gatherings = Map<string, Gathering & { author: Promise<string | undefined> }>;

interface Gatherer {
  pipeline: PipelineKey;
  subscriptions: Subscription[];
  gatherings: Gatherings;
  isUrgent: boolean;
}

/** Begins to gather a failure, and looks the author up as soon as one is known, where someone wants them named. */
export function gatherOnce(
  deps: Pick<AnnounceDeps, 'gather' | 'userByEmail'>,
  { pipeline, subscriptions, gatherings, isUrgent }: Gatherer,
  failed: FailedExecution,
) {
  const id = `${failed.pipelineExecutionId} ${failed.attempt}`;
  const known = gatherings.get(id);
  if (known) return known;
  const gathering = deps.gather(pipeline, failed, isUrgent);
  const wantsAuthor = subscriptions.some(({ mention }) => mention === 'author');
  const author = gathering.change.then(({ revisions }) => {
    const email = wantsAuthor && revisions.find((one) => one.author?.email)?.author?.email;
    return email ? deps.userByEmail(email) : undefined;
  });
  const begun = { ...gathering, author };
  // Errors are handled where the promises are awaited; an unused one must not end the process.
  for (const promise of Object.values(begun)) promise.catch(() => {});
  gatherings.set(id, begun);
  return begun;
}
