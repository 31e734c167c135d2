import type { Account } from '../account/create-account.js';
import type { Execution, Pipeline, StageDeclaration } from '../account/model.js';
import { AwsError } from '../aws-error.js';
import type { Faults } from '../faults.js';
import type { TokenMint } from '../next-token.js';

export interface Context {
  account: Account;
  faults: Faults;
  tokens: TokenMint;
  /** From the caller's credential scope. */
  region: string;
  caller: string;
}

/** @throws PipelineNotFoundException, in the words of the listing operations. */
export function pipelineNamed({ account, region }: Context, name: string): Pipeline {
  const pipeline = account.find(name, region);
  if (pipeline) return pipeline;
  throw new AwsError(
    'PipelineNotFoundException',
    `The account with AWS account ID '${account.id}' does not include a pipeline named '${name}'`,
  );
}

/** @throws PipelineNotFoundException, in the words of GetPipeline. */
export function pipelineDeclared({ account, region }: Context, name: string): Pipeline {
  const pipeline = account.find(name, region);
  if (pipeline) return pipeline;
  const message = `Account '${account.id}' does not have a pipeline with name '${name}'`;
  throw new AwsError('PipelineNotFoundException', message);
}

/** @throws StageNotFoundException */
export function stageNamed(pipeline: Pipeline, name: string): StageDeclaration {
  const stage = pipeline.stages.find((one) => one.name === name);
  if (stage) return stage;
  throw new AwsError('StageNotFoundException', `Pipeline '${pipeline.name}' does not include a stage named '${name}'`);
}

/** @throws PipelineExecutionNotFoundException */
export function executionNamed(pipeline: Pipeline, id: string): Execution {
  const execution = pipeline.executionsById.get(id);
  if (execution) return execution;
  throw new AwsError(
    'PipelineExecutionNotFoundException',
    `Pipeline Execution with id '${id}' does not exist in pipeline with name '${pipeline.name}'`,
  );
}

/** Epoch seconds with a millisecond fraction, as AWS JSON 1.1 writes times. */
export function seconds(ms: number): number {
  return ms / 1000;
}
