import { pipelineArn } from '../account/arns.js';
import type { ActionDeclaration, Pipeline } from '../account/model.js';
import { AwsError } from '../aws-error.js';
import type { InputOf } from '../constraints.js';
import { type Context, pipelineDeclared, seconds } from './context.js';

/** Only the current version exists. */
export function getPipeline(context: Context, input: InputOf<'GetPipeline'>) {
  const pipeline = pipelineDeclared(context, input.name);
  if (input.version !== undefined && input.version !== pipeline.version) {
    throw new AwsError(
      'PipelineVersionNotFoundException',
      `Account '${pipeline.accountId}' does not have a pipeline with name '${pipeline.name}' and version '${input.version}'`,
    );
  }
  return {
    pipeline: declarationOf(pipeline),
    metadata: {
      pipelineArn: pipelineArn(pipeline),
      created: seconds(pipeline.created),
      updated: seconds(pipeline.updated),
    },
  };
}

function declarationOf({ name, roleArn, artifactBucket, stages, version, executionMode, pipelineType }: Pipeline) {
  return {
    name,
    roleArn,
    artifactStore: { type: 'S3', location: artifactBucket },
    stages: stages.map((stage) => ({ name: stage.name, actions: stage.actions.map(actionOf) })),
    version,
    executionMode,
    pipelineType,
  };
}

function actionOf(action: ActionDeclaration) {
  const { seconds: _, inputArtifacts, outputArtifacts, ...rest } = action;
  return {
    ...rest,
    inputArtifacts: inputArtifacts.map((name) => ({ name })),
    outputArtifacts: outputArtifacts.map((name) => ({ name })),
  };
}
