import { isWholeId } from '../domain/execution-id.js';
import type { Filter, Listing } from '../domain/listing.js';
import { MOST_EXECUTIONS, type PipelineExecution, type PipelineExecutions } from '../domain/pipeline-execution.js';

export type ListPipelineExecutions = (query: {
  pipelineName: string;
  region: string;
  maxResults: number;
}) => Promise<PipelineExecutions>;

export type UnclearExecution =
  | { kind: 'several executions'; start: string; executions: PipelineExecution[] }
  | { kind: 'no such execution'; start: string; lookedAt: number; more: boolean };

/**
 * Completes ids in a listing from the newest executions: by execution id first, then by commit id. Asks AWS only if the
 * listing has incomplete ids. @throws AwsProblem
 */
export async function completeIds(
  list: ListPipelineExecutions,
  listing: Listing,
  region: string,
): Promise<{ kind: 'complete'; listing: Listing } | UnclearExecution> {
  const { pipelineName, filter = {} } = listing;
  const { pipelineExecutionId, latestInPipelineExecution: latest } = filter;
  const starts = new Set([pipelineExecutionId, latest?.pipelineExecutionId].filter((id) => id && !isWholeId(id)));
  if (starts.size === 0) return { kind: 'complete', listing };
  const newest = await list({ pipelineName, region, maxResults: MOST_EXECUTIONS });
  const whole = new Map<string | undefined, string>();
  for (const start of starts) {
    const found = findExecution(newest, start ?? '');
    if (typeof found !== 'string') return found;
    whole.set(start, found);
  }
  const complete = (id: string) => whole.get(id) ?? id;
  const completed: Filter = {
    ...(pipelineExecutionId && { pipelineExecutionId: complete(pipelineExecutionId) }),
    ...(latest && {
      latestInPipelineExecution: { ...latest, pipelineExecutionId: complete(latest.pipelineExecutionId) },
    }),
  };
  return { kind: 'complete', listing: { ...listing, filter: completed } };
}

function findExecution({ executions, more }: PipelineExecutions, start: string): string | UnclearExecution {
  const begins = (id: string | undefined) => id?.toLowerCase().startsWith(start) === true;
  const byId = executions.filter((one) => begins(one.pipelineExecutionId));
  const byCommit = executions.filter(({ revisions }) => revisions.some(({ revisionId }) => begins(revisionId)));
  const [one, ...others] = byId.length ? byId : byCommit;
  if (one?.pipelineExecutionId === undefined) {
    return { kind: 'no such execution', start, lookedAt: executions.length, more };
  }
  return others.length ? { kind: 'several executions', start, executions: [one, ...others] } : one.pipelineExecutionId;
}
