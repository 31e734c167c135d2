import { besides } from '../../domain/account.js';
import type { ActionExecution } from '../../domain/action-execution.js';
import type { LogPlace } from '../../domain/build.js';

const LOG_STREAM_ARN = /^arn:[^:]+:logs:([^:]+):\d{12}:log-group:([^:]+):log-stream:(.+)$/;

/** The log of an action that runs commands itself: its result names the stream, whose name may contain a slash. */
export function logPlaceOf(
  { output }: ActionExecution,
  pipelineRegion: string,
): { place: LogPlace; region: string } | undefined {
  const { logStreamARN, externalExecutionId } = output?.executionResult ?? {};
  const [, region, group, stream] = LOG_STREAM_ARN.exec(logStreamARN ?? externalExecutionId ?? '') ?? [];
  return region && group && stream ? { place: { group, stream }, region: besides(pipelineRegion, region) } : undefined;
}

export interface AskedBuild {
  id: string;
  region: string; // the action's region, which may differ from the pipeline's
  isBatch: boolean;
}

/** The build or batch of a CodeBuild action; undefined for other actions and for one that started none. */
export function buildOf({ input, output }: ActionExecution, pipelineRegion: string): AskedBuild | undefined {
  const { actionTypeId, configuration, region } = input ?? {};
  if (actionTypeId?.provider !== 'CodeBuild' || (actionTypeId.owner ?? 'AWS') !== 'AWS') return undefined;
  const [id] = /[^/:]+:[0-9a-f-]{36}$/.exec(output?.executionResult?.externalExecutionId ?? '') ?? [];
  const where = region === undefined ? pipelineRegion : besides(pipelineRegion, region);
  return id ? { id, region: where, isBatch: configuration?.BatchEnabled?.toLowerCase() === 'true' } : undefined;
}
