import {
  CodePipelineClient,
  type CodePipelineClientConfig,
  PutApprovalResultCommand,
  RetryStageExecutionCommand,
  RollbackStageCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import type { ActAnswer, ActRefusal, PipelineActs } from '../domain/act.js';
import { AwsProblem } from '../domain/aws-problem.js';
import { callAws } from './call-aws.js';
import { type InAccounts, perRegion } from './per-region.js';

/** CodePipeline API reference: the errors of each operation. */
const REFUSALS: Record<string, ActRefusal> = {
  ApprovalAlreadyCompletedException: 'answered',
  InvalidApprovalTokenException: 'out-of-date',
  StageNotRetryableException: 'nothing-to-retry',
  NotLatestPipelineExecutionException: 'newer-run',
  ConflictException: 'busy',
  ConcurrentPipelineExecutionsLimitExceededException: 'too-many-runs',
  PipelineExecutionNotStoppableException: 'not-running',
  DuplicatedStopRequestException: 'stopping-already',
  PipelineExecutionOutdatedException: 'pipeline-changed',
  UnableToRollbackStageException: 'cannot-roll-back',
  StageNotFoundException: 'not-there',
  ActionNotFoundException: 'not-there',
  PipelineExecutionNotFoundException: 'not-there',
};

/** @param config For every client; the environment gives region, credentials and endpoint. */
export function createPipelineActs(config: CodePipelineClientConfig & InAccounts): PipelineActs {
  // None of these calls is idempotent or takes a client token, so each is sent once.
  const once = { ...config, maxAttempts: 1 };
  const clientFor = perRegion(once, (where) => new CodePipelineClient({ ...once, ...where }));
  return {
    putApprovalResult: ({ region, pipelineName, stageName, actionName, token }, status, summary) =>
      act('codepipeline:PutApprovalResult', (options) => {
        const input = { pipelineName, stageName, actionName, token, result: { status, summary } };
        return clientFor(region).send(new PutApprovalResultCommand(input), options);
      }),
    retryStage: ({ region, pipelineName, stageName, pipelineExecutionId }, retryMode) =>
      act('codepipeline:RetryStageExecution', (options) => {
        const input = { pipelineName, stageName, pipelineExecutionId, retryMode };
        return clientFor(region).send(new RetryStageExecutionCommand(input), options);
      }),
    stopExecution: ({ region, pipelineName, pipelineExecutionId }, abandon, reason) =>
      act('codepipeline:StopPipelineExecution', (options) => {
        const input = { pipelineName, pipelineExecutionId, abandon, reason };
        return clientFor(region).send(new StopPipelineExecutionCommand(input), options);
      }),
    rollBackStage: ({ region, pipelineName, stageName, pipelineExecutionId: targetPipelineExecutionId }) =>
      act('codepipeline:RollbackStage', (options) => {
        const input = { pipelineName, stageName, targetPipelineExecutionId };
        return clientFor(region).send(new RollbackStageCommand(input), options);
      }),
  };
}

interface Output {
  $metadata: { attempts?: number; httpStatusCode?: number; requestId?: string };
  pipelineExecutionId?: string | undefined;
}

async function act(
  action: string,
  send: (options: { abortSignal: AbortSignal }) => Promise<Output>,
): Promise<ActAnswer> {
  try {
    const { $metadata, pipelineExecutionId } = await callAws(action, send);
    return { kind: 'done', requestId: $metadata.requestId, startedExecutionId: pipelineExecutionId };
  } catch (error) {
    const why = error instanceof AwsProblem ? REFUSALS[error.code] : undefined;
    if (!(error instanceof AwsProblem) || !why) throw error;
    const { $metadata } = error.cause as Partial<Output>;
    return { kind: 'refused', why, code: error.code, requestId: $metadata?.requestId };
  }
}
