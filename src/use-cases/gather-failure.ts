import type { Failure } from '../failure.js';
import { type FailedRows, readFailedRows } from './failure/read-failed-rows.js';
import { type Builds, readBuilds } from './failure/read-builds.js';
import { earlyLogSource, logSource, readLog } from './failure/read-log.js';
import { type Reading, reading } from './failure/reading.js';
import { toFailedAction } from './failure/reason-of.js';
import type { FailureRequest, FailureSources } from './failure/sources.js';

/** Between an event and its rows there is a lag of unknown length; longer than this nobody waits for a summary. */
const LAG_MS = 1500;

/**
 * Everything a failure summary says, in at most three round trips in series:
 * the execution with its rows and its neighbours ∥ → the failed builds → the log. A log whose stream is known is
 * read with the builds. Only an execution of more than 100 newest attempts, or rows that lag behind, take longer.
 * A read that fails is named in `unread`; the rest is there.
 * @param lagMs Before rows that do not show the failure yet are read once more.
 */
export async function gatherFailure(
  sources: FailureSources,
  request: FailureRequest,
  { lagMs = LAG_MS }: { lagMs?: number } = {},
): Promise<Failure> {
}
