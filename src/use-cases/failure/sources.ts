import type { Build, LogPlace } from '../../domain/build.js';
import type { Filter, Page } from '../../domain/listing.js';
import type { PipelineExecution, PipelineExecutions } from '../../domain/pipeline-execution.js';

/** What gathering a failure asks of AWS: one call each. Every one may throw AwsProblem. */
export interface FailureSources {
  listActionExecutions(query: {
    pipelineName: string;
    region: string;
    filter: Filter;
    maxResults: number;
    nextToken?: string | undefined;
  }): Promise<Page>;
  getPipelineExecution(query: ExecutionKey): Promise<PipelineExecution>;
  listPipelineExecutions(query: {
    pipelineName: string;
    region: string;
    maxResults: number;
  }): Promise<PipelineExecutions>;
  batchGetBuilds(ids: string[], region: string): Promise<Build[]>;
  /** Where a build's log most likely lies, before anyone has asked; undefined when nothing tells. */
  likelyLog(id: string, region: string): LogPlace | undefined;
  tailLog(place: LogPlace, region: string, limit: number): Promise<string[]>;
}

export interface ExecutionKey {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
}

/** Which failure to gather, and what an event has said of it already. */
export interface FailureRequest extends ExecutionKey {
  /** `pipeline-execution-attempt` of the event: rows of an older attempt are then known to lag behind. */
  attempt?: number | undefined;
  failedAt?: Date | undefined;
  /** From the event of a pipeline that a connection triggered. */
  branch?: string | undefined;
  author?: { name?: string | undefined; email?: string | undefined } | undefined;
}
