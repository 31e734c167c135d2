/** Rows of ListActionExecutions as plain data, in the service model's own terms (API version 2015-07-09). */

export interface Artifact {
  name?: string | undefined;
  s3location?: { bucket?: string | undefined; key?: string | undefined } | undefined;
}

/** One row of ListActionExecutions. The service model requires none of its fields. */
export interface ActionExecution {
  pipelineExecutionId?: string | undefined;
  actionExecutionId?: string | undefined;
  pipelineVersion?: number | undefined;
  stageName?: string | undefined;
  actionName?: string | undefined;
  startTime?: Date | undefined;
  lastUpdateTime?: Date | undefined;
  updatedBy?: string | undefined;
  /** `InProgress`, `Abandoned`, `Succeeded`, `Failed`; a string, since AWS may add one. */
  status?: string | undefined;
  input?: ActionInput | undefined;
  output?: ActionOutput | undefined;
}

export interface ActionInput {
  actionTypeId?: Partial<Record<'category' | 'owner' | 'provider' | 'version', string | undefined>> | undefined;
  configuration?: Record<string, string> | undefined;
  resolvedConfiguration?: Record<string, string> | undefined;
  roleArn?: string | undefined;
  region?: string | undefined;
  inputArtifacts?: Artifact[] | undefined;
  namespace?: string | undefined;
}

export interface ActionOutput {
  outputArtifacts?: Artifact[] | undefined;
  executionResult?:
    | {
        externalExecutionId?: string | undefined;
        externalExecutionSummary?: string | undefined;
        externalExecutionUrl?: string | undefined;
        errorDetails?: { code?: string | undefined; message?: string | undefined } | undefined;
        logStreamARN?: string | undefined;
      }
    | undefined;
  outputVariables?: Record<string, string> | undefined;
}

export interface ExecutionGroup {
  pipelineExecutionId: string;
  actions: ActionExecution[];
}

export function groupByExecution(actions: ActionExecution[]): ExecutionGroup[] {
  const groups = new Map<string, ActionExecution[]>();
  for (const action of actions) {
    const id = action.pipelineExecutionId ?? '';
    const group = groups.get(id);
    if (group) group.push(action);
    else groups.set(id, [action]);
  }
  return [...groups].map(([pipelineExecutionId, members]) => ({ pipelineExecutionId, actions: members }));
}

export function newestAttempts(actions: ActionExecution[]): ActionExecution[] {
  const newest = new Map<string, ActionExecution>();
  for (const action of actions) {
    const key = `${action.stageName}\n${action.actionName}`;
    const known = newest.get(key);
    if (!known || startOf(action) > startOf(known)) newest.set(key, action);
  }
  return [...newest.values()];
}

/** Milliseconds since 1970; 0 where AWS gives no start. */
export const startOf = (action: ActionExecution) => action.startTime?.getTime() ?? 0;

/** Milliseconds, so far for a running action; never negative. Undefined when AWS gives no start or end. */
export function durationOf(action: ActionExecution, now: Date): number | undefined {
  const end = action.status === 'InProgress' ? now : action.lastUpdateTime;
  if (!action.startTime || !end) return undefined;
  return Math.max(0, end.getTime() - action.startTime.getTime());
}
