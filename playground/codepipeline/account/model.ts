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
  stopReason?: string;
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
}
