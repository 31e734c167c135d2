import { AwsError } from '../aws-error.js';
import { type InputOf, inputs, type Operation } from '../constraints.js';
import { validate } from '../validate.js';
import { batchGetBuildBatches } from './batch-get-build-batches.js';
import { batchGetBuilds } from './batch-get-builds.js';
import type { Context } from './context.js';
import { disableStageTransition } from './disable-stage-transition.js';
import { enableStageTransition } from './enable-stage-transition.js';
import { getLogEvents } from './get-log-events.js';
import { getPipeline } from './get-pipeline.js';
import { getPipelineExecution } from './get-pipeline-execution.js';
import { getPipelineState } from './get-pipeline-state.js';
import { listActionExecutions } from './list-action-executions.js';
import { listPipelineExecutions } from './list-pipeline-executions.js';
import { listPipelines } from './list-pipelines.js';
import { listRuleExecutions } from './list-rule-executions.js';
import { putApprovalResult } from './put-approval-result.js';
import { retryStageExecution } from './retry-stage-execution.js';
import { rollbackStage } from './rollback-stage.js';
import { startPipelineExecution } from './start-pipeline-execution.js';
import { stopPipelineExecution } from './stop-pipeline-execution.js';

type Operations = { [O in Operation]: (context: Context, input: InputOf<O>) => object };

const operations: Operations = {
  ListActionExecutions: listActionExecutions,
  ListPipelines: listPipelines,
  GetPipeline: getPipeline,
  GetPipelineState: getPipelineState,
  GetPipelineExecution: getPipelineExecution,
  ListPipelineExecutions: listPipelineExecutions,
  DisableStageTransition: disableStageTransition,
  EnableStageTransition: enableStageTransition,
  PutApprovalResult: putApprovalResult,
  RetryStageExecution: retryStageExecution,
  RollbackStage: rollbackStage,
  StartPipelineExecution: startPipelineExecution,
  StopPipelineExecution: stopPipelineExecution,
  ListRuleExecutions: listRuleExecutions,
  BatchGetBuilds: batchGetBuilds,
  BatchGetBuildBatches: batchGetBuildBatches,
  GetLogEvents: getLogEvents,
};

/** By `X-Amz-Target` prefix: the name that requests are signed for, and the operations. */
const services: Record<string, { signedFor: string; operations: readonly Operation[] }> = {
  CodePipeline_20150709: {
    signedFor: 'codepipeline',
    operations: [
      'ListActionExecutions',
      'ListPipelines',
      'GetPipeline',
      'GetPipelineState',
      'GetPipelineExecution',
      'ListPipelineExecutions',
      'DisableStageTransition',
      'EnableStageTransition',
      'PutApprovalResult',
      'RetryStageExecution',
      'RollbackStage',
      'StartPipelineExecution',
      'StopPipelineExecution',
      'ListRuleExecutions',
    ],
  },
  CodeBuild_20161006: { signedFor: 'codebuild', operations: ['BatchGetBuilds', 'BatchGetBuildBatches'] },
  Logs_20140328: { signedFor: 'logs', operations: ['GetLogEvents'] },
};

export interface Target {
  operation: Operation;
  signedFor: string;
}

/**
 * @param target The header `X-Amz-Target`, such as `CodePipeline_20150709.ListActionExecutions`.
 * @throws UnknownOperationException, which has no message.
 */
export function findTarget(target: string | undefined): Target {
  const [prefix = '', name] = (target ?? '').split('.');
  const service = services[prefix];
  const operation = service?.operations.find((one) => one === name);
  if (!service || !operation) throw new AwsError('UnknownOperationException');
  return { operation, signedFor: service.signedFor };
}

/** @throws AwsError when the input is invalid or the account refuses it. */
export function runOperation(operation: Operation, context: Context, input: unknown): object {
  validate(input, inputs[operation]);
  // Safe: the table pairs each operation with its input, which was checked against its shape.
  const run = operations[operation] as (context: Context, input: unknown) => object;
  return run(context, input);
}
