import type { Execution, Pipeline } from '../account/model.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';

/** One execution: status, revisions and trigger, but neither its start nor its end. */
export function getPipelineExecution(context: Context, input: InputOf<'GetPipelineExecution'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const id = input.pipelineExecutionId;
  const execution = pipeline.executionsById.get(id);
  if (!execution) {
    throw new AwsError(
      'PipelineExecutionNotFoundException',
      `Pipeline Execution with id '${id}' does not exist in pipeline with name '${pipeline.name}'`,
    );
  }
  return { pipelineExecution: describe(pipeline, execution) };
}

function describe(pipeline: Pipeline, execution: Execution) {
  return {
    pipelineName: pipeline.name,
    pipelineVersion: execution.pipelineVersion,
    pipelineExecutionId: execution.pipelineExecutionId,
    status: execution.status,
    ...(execution.statusSummary && { statusSummary: execution.statusSummary }),
    artifactRevisions: execution.revisions.map((revision) => ({
      name: revision.artifactName,
      revisionId: revision.revisionId,
      revisionSummary: revision.revisionSummary,
      created: seconds(revision.created),
      ...(revision.revisionUrl && { revisionUrl: revision.revisionUrl }),
    })),
    trigger: execution.trigger,
    executionMode: pipeline.executionMode,
  };
}
