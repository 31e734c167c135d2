import type { ActionExecution, Pipeline } from '../account/model.js';
import { compareRows, pageOfRows, positionOf } from '../account/rows.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';
import { readPage, type Scope } from './read-page.js';

type Input = InputOf<'ListActionExecutions'>;

/** Newest start first. */
export function listActionExecutions(context: Context, input: Input) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const rows = selectRows(pipeline, input.filter);
  const { page, token } = readPage(context, {
    scope: scopeOf(input),
    nextToken: input.nextToken,
    size: input.maxResults ?? 100,
    read: (after, size) => pageOfRows(rows, after, size),
    positionOf,
  });
  return { actionExecutionDetails: page.map(toDetail), ...(token !== undefined && { nextToken: token }) };
}

/** @returns rows, oldest start first. */
function selectRows(pipeline: Pipeline, filter: Input['filter']): readonly ActionExecution[] {
  const latest = filter?.latestInPipelineExecution;
  const wanted = filter?.pipelineExecutionId;
  const id = wanted ?? latest?.pipelineExecutionId;
  if (id === undefined) return pipeline.rows;
  const named = executionRows(pipeline, id);
  // Recorded: the message does not name the nested id, and with both ids only the top-level one is checked.
  if (!named) throw notFound(pipeline, wanted ?? 'null');
  if (!latest) return named;
  if (wanted !== undefined && wanted !== latest.pipelineExecutionId) return [];
  return latest.startTimeRange === 'Latest' ? newestAttempts(named) : named;
}

function executionRows(pipeline: Pipeline, id: string): ActionExecution[] | undefined {
  const execution = pipeline.executionsById.get(id);
  return execution && [...execution.actions].sort((a, b) => compareRows(positionOf(a), positionOf(b)));
}

/** The newest attempt of each action; a success from before a retry of a later action counts. */
function newestAttempts(rows: readonly ActionExecution[]): ActionExecution[] {
  const newest = new Map(rows.map((row) => [`${row.stageName}/${row.actionName}`, row]));
  return rows.filter((row) => newest.get(`${row.stageName}/${row.actionName}`) === row);
}

// The plain filter and `All` share tokens, since they give the same rows.
function scopeOf({ pipelineName, filter }: Input): Scope {
  const latest = filter?.latestInPipelineExecution;
  const ids = new Set([filter?.pipelineExecutionId ?? [], latest?.pipelineExecutionId ?? []].flat());
  return {
    operation: 'ListActionExecutions',
    pipelineName,
    executionId: [...ids].join('+'),
    range: latest?.startTimeRange ?? 'All',
  };
}

function notFound(pipeline: Pipeline, id: string): AwsError {
  return new AwsError(
    'PipelineExecutionNotFoundException',
    `Pipeline Execution with id '${id}' does not exist in pipeline with name '${pipeline.name}'`,
  );
}

function toDetail(row: ActionExecution) {
  const { startTime, lastUpdateTime, input, ...rest } = row;
  return {
    ...rest,
    startTime: seconds(startTime),
    lastUpdateTime: seconds(lastUpdateTime),
    // The real service leaks its internal type name here, and only here.
    input: { ...input, actionTypeId: { __type: 'ActionTypeId', ...input.actionTypeId } },
  };
}
