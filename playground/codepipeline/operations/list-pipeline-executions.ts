import type { Execution, Pipeline } from '../account/model.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';
import { readPage } from './read-page.js';

/** Executions, newest start first. */
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
        .filter((execution) => stageName === undefined || hasSucceededIn(pipeline, execution, stageName))
        .filter((execution) => after === undefined || execution.startTime < after.startTime)
        .reverse();
      return { page: rest.slice(0, size), hasMore: rest.length > size };
    },
    positionOf: ({ startTime, pipelineExecutionId }) => ({ startTime, id: pipelineExecutionId }),
  });
  const summaries = page.map((execution) => summarize(pipeline, execution));
  return { pipelineExecutionSummaries: summaries, ...(token !== undefined && { nextToken: token }) };
}

function hasSucceededIn({ stages }: Pipeline, execution: Execution, stageName: string): boolean {
  const actions = stages.find(({ name }) => name === stageName)?.actions ?? [];
  const succeeded = (name: string) =>
    execution.actions.findLast((row) => row.stageName === stageName && row.actionName === name)?.status === 'Succeeded';
  return actions.length > 0 && actions.every(({ name }) => succeeded(name));
}

function summarize(pipeline: Pipeline, execution: Execution) {
  return {
    pipelineExecutionId: execution.pipelineExecutionId,
    status: execution.status,
    startTime: seconds(execution.startTime),
    lastUpdateTime: seconds(execution.lastUpdateTime),
    sourceRevisions: execution.revisions.map(({ actionName, revisionId, revisionSummary, revisionUrl }) => ({
      actionName,
      revisionId,
      revisionSummary,
      ...(revisionUrl && { revisionUrl }),
    })),
    trigger: execution.trigger,
    ...(execution.stopReason !== undefined && { stopTrigger: { reason: execution.stopReason } }),
    executionMode: pipeline.executionMode,
  };
}
