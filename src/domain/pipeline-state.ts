/** What GetPipelineState says can be done now. The service model requires almost none of the fields. */
export interface PipelineState {
  stages: StageState[];
}

export interface StageState {
  stageName: string;
  /** The execution that entered last. */
  pipelineExecutionId?: string | undefined;
  /** `InProgress`, `Failed`, `Stopping` …; a string, since the service may learn a new word before we do. */
  status?: string | undefined;
  actions: ActionState[];
}

/** An action's newest attempt, which may belong to an older execution than the stage's. */
export interface ActionState {
  actionName: string;
  actionExecutionId?: string | undefined;
  status?: string | undefined;
  /** Of a manual approval that can be answered. */
  token?: string | undefined;
  /** A reviewer's words, among others. */
  summary?: string | undefined;
  /** The ARN of whoever answered. */
  updatedBy?: string | undefined;
  changedAt?: Date | undefined;
}

/** What GetPipeline says of a pipeline. */
export interface PipelineStructure {
  /** `QUEUED`, `SUPERSEDED` or `PARALLEL`. */
  executionMode?: string | undefined;
  /** `V1` or `V2`. */
  pipelineType?: string | undefined;
  stages: StructureStage[];
}

export interface StructureStage {
  name: string;
  actions: StructureAction[];
}

export interface StructureAction {
  name: string;
  /** `Source`, `Approval` … */
  category?: string | undefined;
  timeoutInMinutes?: number | undefined;
}
