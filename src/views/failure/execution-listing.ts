import type { Failure } from '../../failure.js';
import { DEFAULT_PAGE_SIZE, type Listing } from '../../pipeline.js';

/** The listing of one execution: all that a button about it has to carry. */
export const executionListing = ({
  pipelineName,
  region,
  pipelineExecutionId,
}: Pick<Failure, 'pipelineName' | 'region' | 'pipelineExecutionId'>): Listing => ({
  pipelineName,
  region,
  filter: { pipelineExecutionId },
  pageSize: DEFAULT_PAGE_SIZE,
  failedOnly: false,
});
