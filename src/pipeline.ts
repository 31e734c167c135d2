/**
 * The vocabulary: CodePipeline's own terms as plain data, and the pure rules on them.
 * Shapes follow the service model of ListActionExecutions (API version 2015-07-09).
 */

export interface Artifact {
  name?: string | undefined;
  s3location?: { bucket?: string | undefined; key?: string | undefined } | undefined;
}

/** One row of ListActionExecutions. The service model requires none of the fields, so every one may be absent. */
export interface ActionExecution {
  pipelineExecutionId?: string | undefined;
  actionExecutionId?: string | undefined;
  pipelineVersion?: number | undefined;
  stageName?: string | undefined;
  actionName?: string | undefined;
  startTime?: Date | undefined;
  lastUpdateTime?: Date | undefined;
  updatedBy?: string | undefined;
  /** `InProgress`, `Abandoned`, `Succeeded`, `Failed`; a string, since the service may learn a new word before we do. */
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

export const START_TIME_RANGES = ['Latest', 'All'] as const;
export type StartTimeRange = (typeof START_TIME_RANGES)[number];

export interface Filter {
  pipelineExecutionId?: string;
  latestInPipelineExecution?: { pipelineExecutionId: string; startTimeRange: StartTimeRange };
}

/** Limits of the service model; anything outside is refused before AWS is asked. */
export const LIMITS = { pipelineName: 100, pageSize: 100, nextToken: 2048, maxItems: Number.MAX_SAFE_INTEGER } as const;
export const PIPELINE_NAME = /^[A-Za-z0-9.@\-_]{1,100}$/;
export const EXECUTION_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** The region patterns of the SDK's own partition table; a region becomes part of a host name, so nothing else passes. */
export const REGION = /^(us|eu|ap|sa|ca|me|af|il|mx|cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-[a-z]{2,14}-\d{1,2}$/;

export const DEFAULT_PAGE_SIZE = 10;

/** What is being listed: the same from the first page to the last. */
export interface Listing {
  pipelineName: string;
  /** Absent: the region the process was started with. */
  region?: string;
  filter?: Filter;
  /** Rows on a page, 1–100. */
  pageSize: number;
  /** boto3's MaxItems: rows over all pages until **Continue**. */
  maxItems?: number;
  /** Show only the failed rows of each page. */
  failedOnly: boolean;
}

/** A place in a listing that one call reaches: a service token (absent: the head) and rows to pass over behind it. */
export interface Place {
  token?: string;
  /** botocore's `boto_truncate_amount`: rows of that page that were shown before. */
  skip: number;
  /** The first 8 digits of the execution that the page before ended in: its newest actions are not on this one. */
  after?: string;
}

/** A page that was shown, so that one can go back to it. */
export interface PreviousPlace extends Place {
  /** Rows it had. */
  rows: number;
}

/** Where a reader is: the place of their page, and what it takes to number it and to go back. */
export interface Position extends Place {
  /** 1 for the page the command answered with. */
  pageNumber: number;
  /** Rows seen on the pages before this one. */
  seen: number;
  /** Of those, rows that count against `maxItems`: since the command or the last **Continue**. */
  counted: number;
  /** Places of the pages before, nearest first; as many as the button could carry. */
  previous: PreviousPlace[];
}

/**
 * Rows to ask for at a place. A resume token of a larger page size may point behind our page:
 * then the page must reach beyond it, or rows would come twice (as they do in botocore).
 */
export function pageSizeAt({ pageSize }: Listing, { skip }: Place): number {
  return skip < pageSize ? pageSize : Math.min(LIMITS.pageSize, skip + pageSize);
}

/** What one ListActionExecutions call answers. */
export interface Page {
  actionExecutions: ActionExecution[];
  nextToken?: string;
  /** The region that was asked, for links and words. */
  region: string;
}

export const START: Position = { skip: 0, pageNumber: 1, seen: 0, counted: 0, previous: [] };

/** Actions of one execution, in the order AWS gave them. */
export interface ExecutionGroup {
  pipelineExecutionId: string;
  actions: ActionExecution[];
}

/** Groups rows by execution without changing their order; executions stand where their first row stands. */
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

/** The newest attempt of each action among these rows, by start time. */
export function newestAttempts(actions: ActionExecution[]): ActionExecution[] {
  const newest = new Map<string, ActionExecution>();
  for (const action of actions) {
    const key = `${action.stageName}\n${action.actionName}`;
    const known = newest.get(key);
    if (!known || startOf(action) > startOf(known)) newest.set(key, action);
  }
  return [...newest.values()];
}

const startOf = (action: ActionExecution) => action.startTime?.getTime() ?? 0;

/** What the rows at hand say of their execution: the worst of each action's newest attempt. */
export function statusOfActions(actions: ActionExecution[]): string {
  const statuses = newestAttempts(actions).map((action) => action.status ?? 'Unknown');
  return ['InProgress', 'Failed', 'Abandoned'].find((status) => statuses.includes(status)) ?? statuses[0] ?? 'Unknown';
}

/** Milliseconds an action took, or has taken so far; undefined when AWS did not say. Never negative. */
export function durationOf(action: ActionExecution, now: Date): number | undefined {
  const end = action.status === 'InProgress' ? now : action.lastUpdateTime;
  if (!action.startTime || !end) return undefined;
  return Math.max(0, end.getTime() - action.startTime.getTime());
}

/** The source revision an execution's own Source rows name, when they are at hand. */
export function revisionOf(actions: ActionExecution[]): { id?: string; summary?: string } | undefined {
  const source = actions.find((action) => action.input?.actionTypeId?.category === 'Source');
  if (!source) return undefined;
  const id = source.output?.outputVariables?.CommitId ?? source.output?.executionResult?.externalExecutionId;
  const summary =
    source.output?.outputVariables?.CommitMessage ?? source.output?.executionResult?.externalExecutionSummary;
  if (!id && !summary) return undefined;
  return { ...(id && { id }), ...(summary && { summary: summary.trim() }) };
}
