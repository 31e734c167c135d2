import type { Build, BuildBatch, LogPage, LogPlace } from '../../domain/build.js';
import type { Filter, Page } from '../../domain/listing.js';
import type { PipelineExecution, PipelineExecutions, RuleExecution } from '../../domain/pipeline-execution.js';

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
  /** Asked only where an execution failed without a failed action. */
  listRuleExecutions(query: ExecutionKey): Promise<RuleExecution[]>;
  batchGetBuilds(ids: string[], region: string): Promise<Build[]>;
  batchGetBuildBatches(ids: string[], region: string): Promise<BuildBatch[]>;
  /** The newest events of a log, or those before what another page gave. */
  tailLog(place: LogPlace, region: string, limit: number, before?: string): Promise<LogPage>;
}

/** What the builds of actions and their logs are read from. */
export type BuildReads = Pick<FailureSources, 'batchGetBuilds' | 'batchGetBuildBatches' | 'tailLog'>;

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
