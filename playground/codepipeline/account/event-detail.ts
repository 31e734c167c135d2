import { randomUUID } from 'node:crypto';
import type { ActionExecution, Artifact, ExecutionResult } from './model.js';
import type { News, Run } from './run.js';

/** The `detail` of an event; its keys depend on the kind and the state. */
export type Detail = Record<string, unknown> & { pipeline: string; 'execution-id': string; state: string };

/** Marks numbers to be written with a decimal point, which JSON.stringify can't do. */
export const FLOAT = `float ${randomUUID()} `;

const float = (value: number) => `${FLOAT}${value}`;

/** The detail of a change of state, with the keys of recorded events. */
export function detailOf(run: Run, news: News): Detail {
  const { pipeline, execution } = run;
  const head = { pipeline: pipeline.name, 'execution-id': execution.pipelineExecutionId };
  const version = float(execution.pipelineVersion);
  const attempt = { version, 'pipeline-execution-attempt': float(execution.attempt) };
  switch (news.of) {
    case 'pipeline':
      return {
        ...head,
        'start-time': time(execution.startTime),
        ...triggerOf(run, news.state),
        ...(news.state === 'RESUMED' && { 'last-retry-attempt-time': time(run.clock.now()) }),
        ...((news.state === 'STOPPED' || news.state === 'STOPPING') && {
          'stop-execution-comments': execution.stopReason ?? '',
        }),
        state: news.state,
        ...attempt,
      };
    case 'stage':
      return {
        ...head,
        ...(news.state === 'RESUMED'
          ? { 'stage-last-retry-attempt-time': time(run.clock.now()) }
          : { 'start-time': time(news.startTime) }),
        stage: news.stage.name,
        state: news.state,
        version,
        // Recorded: a stage counts from 0.0 until something is retried, then as the pipeline does.
        'pipeline-execution-attempt': float(execution.attempt === 1 ? 0 : execution.attempt),
      };
    case 'action':
      return { ...head, ...actionDetail(news.row, news.state), ...attempt };
  }
}

function actionDetail(row: ActionExecution, state: Extract<News, { of: 'action' }>['state']) {
  const { owner, provider, category, version } = row.input.actionTypeId;
  const { inputArtifacts } = row.input;
  const { outputArtifacts, executionResult } = row.output;
  const hasResult = state === 'SUCCEEDED' || state === 'FAILED';
  return {
    'start-time': time(row.startTime),
    ...(hasResult && executionResult && { 'execution-result': resultOf(executionResult, state) }),
    ...(state === 'STARTED' && inputArtifacts.length > 0 && { 'input-artifacts': artifacts(inputArtifacts) }),
    ...(state === 'SUCCEEDED' && outputArtifacts.length > 0 && { 'output-artifacts': artifacts(outputArtifacts) }),
    stage: row.stageName,
    'action-execution-id': row.actionExecutionId,
    action: row.actionName,
    state,
    region: row.input.region,
    type: { owner, provider, category, version },
  };
}

function resultOf(result: ExecutionResult, state: 'SUCCEEDED' | 'FAILED') {
  return {
    ...(result.externalExecutionUrl && { 'external-execution-url': result.externalExecutionUrl }),
    ...(result.externalExecutionSummary && { 'external-execution-summary': result.externalExecutionSummary }),
    ...(result.externalExecutionId && { 'external-execution-id': result.externalExecutionId }),
    // Recorded: a rejected approval says JobFailed here, though its row has no error details.
    ...(state === 'FAILED' && { 'error-code': result.errorDetails?.code ?? 'JobFailed' }),
  };
}

function artifacts(list: readonly Artifact[]) {
  return list.map(({ name, s3location }) => ({ name, s3location: { bucket: s3location.bucket, key: s3location.key } }));
}

/**
 * What started the execution: always in the start event, in the end event only for V2 pipelines started by a
 * connection.
 */
function triggerOf({ pipeline, execution }: Run, state: string) {
  const { triggerType, triggerDetail } = execution.trigger;
  if (state === 'STARTED') {
    return { 'execution-trigger': { 'trigger-type': triggerType, 'trigger-detail': triggerDetail } };
  }
  const variables = execution.actions[0]?.output.outputVariables;
  const isPush = pipeline.pipelineType === 'V2' && triggerType === 'WebhookV2' && variables?.ConnectionArn;
  if (!isPush || (state !== 'SUCCEEDED' && state !== 'FAILED')) return {};
  return {
    'execution-trigger': {
      'author-display-name': variables.AuthorDisplayName,
      'author-email': variables.AuthorEmail,
      'author-date': variables.AuthorDate,
      'full-repository-name': variables.FullRepositoryName,
      'provider-type': variables.ProviderType,
      'branch-name': variables.BranchName,
      'commit-id': variables.CommitId,
      'commit-message': variables.CommitMessage,
      'connection-arn': variables.ConnectionArn,
    },
  };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
