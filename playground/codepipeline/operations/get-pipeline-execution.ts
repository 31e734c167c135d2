import type { Execution, Pipeline } from '../account/model.js';
import type { InputOf } from '../constraints.js';
import { type Context, executionNamed, pipelineNamed, seconds } from './context.js';
import { rollbackOf, statusSummaryOf } from './rollback-of.js';

/** Status, revisions and trigger, without start and end. */
export function getPipelineExecution(context: Context, input: InputOf<'GetPipelineExecution'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const execution = executionNamed(pipeline, input.pipelineExecutionId);
  return { pipelineExecution: describe(pipeline, execution) };
}

function describe(pipeline: Pipeline, execution: Execution) {
  return {
    pipelineName: pipeline.name,
    pipelineVersion: execution.pipelineVersion,
    pipelineExecutionId: execution.pipelineExecutionId,
    status: execution.status,
    ...statusSummaryOf(execution),
    artifactRevisions: execution.revisions.map((revision) => ({
      name: revision.artifactName,
      revisionId: revision.revisionId,
      revisionSummary: revision.revisionSummary,
      created: seconds(revision.created),
      ...(revision.revisionUrl && { revisionUrl: revision.revisionUrl }),
    })),
    trigger: execution.trigger,
    executionMode: pipeline.executionMode,
    ...rollbackOf(execution),
  };
}
