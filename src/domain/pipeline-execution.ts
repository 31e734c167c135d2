/** Executions of a pipeline in CodePipeline's own terms. The service model requires none of the fields. */

export interface SourceRevision {
  /** GetPipelineExecution names the artifact, ListPipelineExecutions the source action. */
  name?: string | undefined;
  revisionId?: string | undefined;
  /** Up to 2,048 characters; of a connection it is JSON text with `ProviderType` and `CommitMessage`. */
  revisionSummary?: string | undefined;
  revisionUrl?: string | undefined;
}

export interface Trigger {
  triggerType?: string | undefined;
  /** Up to 1,024 characters; for some types an ARN. */
  triggerDetail?: string | undefined;
}

/** What GetPipelineExecution and ListPipelineExecutions say of an execution; only the latter knows its times. */
export interface PipelineExecution {
  pipelineExecutionId?: string | undefined;
  /** `InProgress`, `Failed` …; a string, since the service may learn a new word before we do. */
  status?: string | undefined;
  /** `STANDARD` or `ROLLBACK`. */
  executionType?: string | undefined;
  /** Why it has its status, in words: for one that a condition stopped, which condition. */
  statusSummary?: string | undefined;
  revisions: SourceRevision[];
  trigger?: Trigger | undefined;
  /** Of a rollback. */
  rollbackMetadata?: { rollbackTargetPipelineExecutionId?: string | undefined } | undefined;
  startTime?: Date | undefined;
  lastUpdateTime?: Date | undefined;
}

/** The newest executions of a pipeline, newest start first. */
export interface PipelineExecutions {
  executions: PipelineExecution[];
  /** There are older ones than these. */
  more: boolean;
}

/** One run of a rule of a stage's condition. */
export interface RuleExecution {
  stageName?: string | undefined;
  ruleName?: string | undefined;
  /** `InProgress`, `Abandoned`, `Succeeded`, `Failed`. */
  status?: string | undefined;
  lastUpdateTime?: Date | undefined;
  /** What it says of its result. */
  words?: string | undefined;
}
