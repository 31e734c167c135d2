import type { Failure } from '../../domain/failure.js';
import { MOST_EXECUTIONS } from '../../domain/pipeline-execution.js';
import { gatherFailure } from './gather-failure.js';
import { reading } from './reading.js';
import type { FailureRequest, FailureSources } from './sources.js';
import { withNeighbours } from './with-neighbours.js';

/** A failure with its place among the pipeline's executions, in the round trips of `gatherFailure`. */
export async function readFailure(
  sources: FailureSources,
  request: FailureRequest,
  options: { lagMs?: number } = {},
): Promise<Failure> {
  const { pipelineName, region } = request;
  const listing = sources.listPipelineExecutions({ pipelineName, region, maxResults: MOST_EXECUTIONS });
  const [failure, neighbours] = await Promise.all([
    gatherFailure(sources, request, options).failure,
    reading('earlier executions', listing),
  ]);
  return withNeighbours(failure, neighbours);
}
