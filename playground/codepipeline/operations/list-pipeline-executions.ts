import type { Execution, Pipeline } from '../account/model.js';
import { hasSucceededIn } from '../account/roll-back.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';
import { readPage } from './read-page.js';
import { rollbackOf, statusSummaryOf } from './rollback-of.js';

/** Newest start first. */
export function listPipelineExecutions(context: Context, input: InputOf<'ListPipelineExecutions'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const stageName = input.filter?.succeededInStage?.stageName;
  const { page, token } = readPage(context, {
    scope: {
      operation: `ListPipelineExecutions ${stageName ?? ''}`,
      pipelineName: pipeline.name,
      executionId: '',
      range: 'All',
    },
    nextToken: input.nextToken,
    size: input.maxResults ?? 100,
    read: (after, size) => {
      const rest = pipeline.executions
        .filter((execution) => stageName === undefined || hasSucceeded(pipeline, execution, stageName))
        .filter((execution) => after === undefined || execution.startTime < after.startTime)
        .reverse();
      return { page: rest.slice(0, size), hasMore: rest.length > size };
    },
    positionOf: ({ startTime, pipelineExecutionId }) => ({ startTime, id: pipelineExecutionId }),
  });
  const summaries = page.map((execution) => summarize(pipeline, execution));
  return { pipelineExecutionSummaries: summaries, ...(token !== undefined && { nextToken: token }) };
}

function hasSucceeded({ stages }: Pipeline, execution: Execution, stageName: string): boolean {
  const stage = stages.find(({ name }) => name === stageName);
  return stage !== undefined && hasSucceededIn(stage, execution);
}

function summarize(pipeline: Pipeline, execution: Execution) {
  return {
    pipelineExecutionId: execution.pipelineExecutionId,
    status: execution.status,
    ...statusSummaryOf(execution),
    startTime: seconds(execution.startTime),
    lastUpdateTime: seconds(execution.lastUpdateTime),
    sourceRevisions: execution.revisions.map(({ actionName, revisionId, revisionSummary, revisionUrl }) => ({
      actionName,
      revisionId,
      revisionSummary,
      ...(revisionUrl && { revisionUrl }),
    })),
    trigger: execution.trigger,
    ...(execution.stopReason && { stopTrigger: { reason: execution.stopReason } }),
    executionMode: pipeline.executionMode,
    ...rollbackOf(execution),
  };
}
