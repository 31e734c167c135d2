import type { FinalEnding } from './ending.js';

/**
 * What an AWS account stores about pipelines, in CodePipeline's words. Times are milliseconds since 1970, and epoch
 * seconds only on the wire.
 */

type ActionStatus = 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
type ExecutionStatus = 'Cancelled' | 'InProgress' | 'Stopped' | 'Stopping' | 'Succeeded' | 'Superseded' | 'Failed';

interface ActionTypeId {
  category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
  owner: 'AWS' | 'ThirdParty' | 'Custom';
  provider: string;
  version: string;
}

export interface ActionDeclaration {
  name: string;
  actionTypeId: ActionTypeId;
  runOrder: number;
  configuration: Record<string, string>;
  inputArtifacts: string[];
  outputArtifacts: string[];
  commands?: string[];
  roleArn?: string;
  region?: string;
  namespace?: string;
  /** Of an approval: 5–86,400; a week by default. */
  timeoutInMinutes?: number;
  /** Usual duration in seconds: minimum, maximum. */
  seconds: [number, number];
}

export interface StageDeclaration {
  name: string;
  actions: ActionDeclaration[];
}

export interface Artifact {
  name: string;
  s3location: { bucket: string; key: string };
}

export interface ExecutionResult {
  externalExecutionId?: string;
  externalExecutionSummary?: string;
  externalExecutionUrl?: string;
  errorDetails?: { code: string; message: string };
  logStreamARN?: string;
}

/** One attempt of one action: a row of ListActionExecutions. */
export interface ActionExecution {
  pipelineExecutionId: string;
  actionExecutionId: string;
  pipelineVersion: number;
  stageName: string;
  actionName: string;
  startTime: number;
  lastUpdateTime: number;
  updatedBy?: string;
  status: ActionStatus;
  input: {
    actionTypeId: ActionTypeId;
    configuration: Record<string, string>;
    resolvedConfiguration: Record<string, string>;
    roleArn?: string;
    region: string;
    inputArtifacts: Artifact[];
    namespace?: string;
  };
  output: {
    outputArtifacts: Artifact[];
    executionResult?: ExecutionResult;
    outputVariables: Record<string, string>;
  };
}

/** What a source action found: a commit, object version or image. */
export interface Revision {
  actionName: string;
  artifactName: string;
  revisionId: string;
  revisionSummary: string;
  revisionUrl?: string;
  created: number;
}

export interface Execution {
  pipelineExecutionId: string;
  pipelineVersion: number;
  status: ExecutionStatus;
  startTime: number;
  lastUpdateTime: number;
  trigger: { triggerType: string; triggerDetail: string };
  revisions: Revision[];
  /** By `namespace.variable`. */
  variables: Map<string, string>;
  /** By artifact name. */
  artifacts: Map<string, Artifact>;
  /** Rows, oldest start first. */
  actions: ActionExecution[];
  /** 1, plus one for each retry of a stage. */
  attempt: number;
  /** The reason of a stop. */
  stopReason?: string | undefined;
  /** StageExecutionStatus by stage entered. */
  stages: Map<string, string>;
  /** Number of retries by stage. */
  retries: Map<string, number>;
  /** For a rollback: the execution whose revisions the stage goes back to. */
  rollbackOf?: string;
  /** Why it failed without a failed action: a condition of a stage. */
  statusSummary?: string;
  /** Rule executions of its stages' conditions, oldest first. */
  rules?: RuleRun[];
}

export interface RuleRun {
  stageName: string;
  ruleName: string;
  status: ActionStatus;
  message?: string;
}

export interface Transition {
  enabled: boolean;
  lastChangedBy?: string;
  lastChangedAt?: number;
  disabledReason?: string;
}

/** A stage's occupant and queue. */
export interface StageGate {
  inbound: Transition;
  outbound: Transition;
  /** The execution in the stage; in PARALLEL mode one of them. */
  holder?: Execution;
  /** The execution that entered last. */
  latest?: Execution;
  waiting: { execution: Execution; go(): void; giveWay(): void }[];
}

export interface Approval {
  pipeline: Pipeline;
  row: ActionExecution;
  action: ActionDeclaration;
  /** `out-of-date`: the pipeline was updated, or the run abandoned. */
  state: 'open' | 'answered' | 'expired' | 'out-of-date';
  /** Ends the attempt and continues its run. */
  end(ending: FinalEnding): void;
  /** Reports that it can't be answered any more, though the attempt goes on. */
  tellCanceled(): void;
}

export interface Pipeline {
  accountId: string;
  region: string;
  name: string;
  version: number;
  pipelineType: 'V1' | 'V2';
  executionMode: 'QUEUED' | 'SUPERSEDED' | 'PARALLEL';
  roleArn: string;
  artifactBucket: string;
  stages: StageDeclaration[];
  created: number;
  updated: number;
  /** Oldest start first. */
  executions: Execution[];
  executionsById: Map<string, Execution>;
  /** All rows, oldest start first; added by `insertRow`. */
  rows: ActionExecution[];
  /** By stage. */
  gates: Map<string, StageGate>;
  /** By token, which is the action execution id (recorded). */
  approvals: Map<string, Approval>;
  /** Executions by client token of StartPipelineExecution. */
  clientTokens: Map<string, string>;
}
