import type { FailureLog } from '../../domain/failure.js';
import type { Listing } from '../../domain/listing.js';
import { findAction } from '../find-action.js';
import type { ListActionExecutions } from '../list-page.js';
import { readBuilds } from './read-builds.js';
import { readFailureLog } from './read-log.js';
import type { Reading } from './reading.js';
import type { BuildReads } from './sources.js';

/** The log of one action execution: row → build → log. @throws AwsProblem where the row can't be read. */
export async function readLogOf(
  reads: BuildReads,
  { listActionExecutions }: { listActionExecutions: ListActionExecutions },
  listing: Pick<Listing, 'pipelineName' | 'region'>,
  address: { pipelineExecutionId: string; actionExecutionId: string },
): Promise<Reading<FailureLog>> {
  const found = await findAction(listActionExecutions, listing, address);
  if (!found) return { unread: { what: 'action', why: 'not-found' } };
  const rows = [found.action];
  const builds = await readBuilds(reads, rows, found.region);
  const log = await readFailureLog(reads, rows, builds, found.region);
  return log.value || log.unread ? log : { unread: builds.unread[0] };
}
