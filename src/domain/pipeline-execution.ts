/** Executions of a pipeline in CodePipeline's own terms. The service model requires none of the fields. */

export interface SourceRevision {
  /** The artifact (GetPipelineExecution) or the source action (ListPipelineExecutions). */
  name?: string | undefined;
  revisionId?: string | undefined;
  /** Up to 2,048 characters; a connection writes JSON with `ProviderType` and `CommitMessage`. */
  revisionSummary?: string | undefined;
  revisionUrl?: string | undefined;
}

export interface Trigger {
  triggerType?: string | undefined;
  triggerDetail?: string | undefined; // up to 1,024 characters; for some types an ARN
}

/** From GetPipelineExecution or ListPipelineExecutions; only the latter has times. */
export interface PipelineExecution {
  pipelineExecutionId?: string | undefined;
  status?: string | undefined; // `InProgress`, `Failed` …; a string, since AWS may add one
  executionType?: string | undefined; // `STANDARD` or `ROLLBACK`
  statusSummary?: string | undefined; // the reason for the status, such as the condition that stopped it
  revisions: SourceRevision[];
  trigger?: Trigger | undefined;
  rollbackMetadata?: { rollbackTargetPipelineExecutionId?: string | undefined } | undefined;
  startTime?: Date | undefined;
  lastUpdateTime?: Date | undefined;
}

/** One call of ListPipelineExecutions gives as many. */
export const MOST_EXECUTIONS = 100;

/** The newest executions of a pipeline, newest start first. */
export interface PipelineExecutions {
  executions: PipelineExecution[];
  more: boolean;
}

export interface RuleExecution {
  stageName?: string | undefined;
  ruleName?: string | undefined;
  status?: string | undefined;
  lastUpdateTime?: Date | undefined;
  words?: string | undefined;
}
