/** From GetPipelineState. The service model requires almost none of the fields. */
export interface PipelineState {
  stages: StageState[];
}

export interface StageState {
  stageName: string;
  pipelineExecutionId?: string | undefined;
  /** `InProgress`, `Failed`, `Stopping` …; a string, since AWS may add one. */
  status?: string | undefined;
  actions: ActionState[];
}

/** An action's newest attempt, which may belong to an older execution than the stage's. */
export interface ActionState {
  actionName: string;
  actionExecutionId?: string | undefined;
  status?: string | undefined;
  token?: string | undefined; // of a manual approval that can be answered
  summary?: string | undefined;
  updatedBy?: string | undefined;
  changedAt?: Date | undefined;
}

export interface PipelineStructure {
  executionMode?: string | undefined; // `QUEUED`, `SUPERSEDED` or `PARALLEL`
  pipelineType?: string | undefined;
  stages: StructureStage[];
}

export interface StructureStage {
  name: string;
  actions: StructureAction[];
}

export interface StructureAction {
  name: string;
  category?: string | undefined;
  timeoutInMinutes?: number | undefined;
}
