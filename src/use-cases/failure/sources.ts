import type { Act } from '../../domain/act.js';
import type { Build, BuildBatch, LogPage, LogPlace } from '../../domain/build.js';
import type { Filter, Page } from '../../domain/listing.js';
import type { PipelineExecution, PipelineExecutions, RuleExecution } from '../../domain/pipeline-execution.js';

/** Each method makes one call and may throw AwsProblem. */
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
  /** Only called for a failed execution without a failed action. */
  listRuleExecutions(query: ExecutionKey): Promise<RuleExecution[]>;
  batchGetBuilds(ids: string[], region: string): Promise<Build[]>;
  batchGetBuildBatches(ids: string[], region: string): Promise<BuildBatch[]>;
  /** The newest events of a log, or those before a page's `before`. */
  tailLog(place: LogPlace, region: string, limit: number, before?: string): Promise<LogPage>;
  /** What was done about a run from Slack; absent without OPERATORS. */
  actsOn?: ((run: ExecutionKey) => Promise<Act[]>) | undefined;
}

export type BuildReads = Pick<FailureSources, 'batchGetBuilds' | 'batchGetBuildBatches' | 'tailLog'>;

export interface ExecutionKey {
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
}

/** The failure to gather, and what its event has said already. */
export interface FailureRequest extends ExecutionKey {
  /** `pipeline-execution-attempt` of the event, to recognise rows that lag behind it. */
  attempt?: number | undefined;
  failedAt?: Date | undefined;
  branch?: string | undefined; // only in events of pipelines that a connection started
  author?: { name?: string | undefined; email?: string | undefined } | undefined;
}
