import type { FinalEnding } from './ending.js';

/**
 * What one AWS account knows of its pipelines, in CodePipeline's own words.
 * Times are milliseconds since 1970; they become epoch seconds only on the wire.
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
  /** Of an approval: 5–86,400; a week where it says nothing. */
  timeoutInMinutes?: number;
  /** How long it usually takes, in seconds: from, to. */
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

/** What a source action found: the commit, object version or image that an execution carries. */
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
  /** `namespace.variable` → value, as actions publish them. */
  variables: Map<string, string>;
  /** Artifact name → where it lies. */
  artifacts: Map<string, Artifact>;
  /** Rows in the order in which they started. */
  actions: ActionExecution[];
  /** 1, and one more with each retry of a stage. */
  attempt: number;
  /** Why it was stopped, or is being stopped. */
  stopReason?: string | undefined;
  /** Of each stage entered, its StageExecutionStatus. */
  stages: Map<string, string>;
  /** Of each stage, how often it was retried. */
  retries: Map<string, number>;
  /** Of a rollback, the execution whose revisions one stage goes back to. */
  rollbackOf?: string;
  /** Why it failed where no action did: a condition of a stage. */
  statusSummary?: string;
  /** Rules of its stages' conditions, oldest first. */
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

/** What stands between a stage and those who want in. */
export interface StageGate {
  inbound: Transition;
  outbound: Transition;
  /** The execution in the stage; in PARALLEL mode one of them. */
  holder?: Execution;
  /** Who entered last. */
  latest?: Execution;
  waiting: { execution: Execution; go(): void; giveWay(): void }[];
}

/** A manual approval. */
export interface Approval {
  pipeline: Pipeline;
  row: ActionExecution;
  action: ActionDeclaration;
  /** `out-of-date`: the pipeline was updated, or the run abandoned. */
  state: 'open' | 'answered' | 'expired' | 'out-of-date';
  /** Ends the attempt and takes its run on. */
  end(ending: FinalEnding): void;
  /** Tells that nobody can answer any more, though the attempt goes on. */
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
  /** In the order in which they started. */
  executions: Execution[];
  /** The same by id. */
  executionsById: Map<string, Execution>;
  /** Every row of every execution, oldest start first; kept so by `insertRow`. */
  rows: ActionExecution[];
  /** By stage. */
  gates: Map<string, StageGate>;
  /** By token, which is the action execution id (recorded). */
  approvals: Map<string, Approval>;
  /** Client tokens of StartPipelineExecution → the execution each started. */
  clientTokens: Map<string, string>;
}
