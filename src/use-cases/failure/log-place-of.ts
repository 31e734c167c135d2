import { besides } from '../../domain/account.js';
import type { ActionExecution } from '../../domain/action-execution.js';
import type { LogPlace } from '../../domain/build.js';

const LOG_STREAM_ARN = /^arn:[^:]+:logs:([^:]+):\d{12}:log-group:([^:]+):log-stream:(.+)$/;

/** Where an action that runs commands itself has its log: its result names the stream, whose name may hold a slash. */
export function logPlaceOf(
  { output }: ActionExecution,
  pipelineRegion: string,
): { place: LogPlace; region: string } | undefined {
  const { logStreamARN, externalExecutionId } = output?.executionResult ?? {};
  const [, region, group, stream] = LOG_STREAM_ARN.exec(logStreamARN ?? externalExecutionId ?? '') ?? [];
  return region && group && stream ? { place: { group, stream }, region: besides(pipelineRegion, region) } : undefined;
}

/** What CodeBuild is asked for: a build, or a batch of builds. */
export interface AskedBuild {
  /** `project:uuid`. */
  id: string;
  /** Where the action ran, which need not be the pipeline's own region. */
  region: string;
  isBatch: boolean;
}

/** The build or batch of a CodeBuild action; undefined for every other action, and one that never started a build. */
export function buildOf({ input, output }: ActionExecution, pipelineRegion: string): AskedBuild | undefined {
  const { actionTypeId, configuration, region } = input ?? {};
  if (actionTypeId?.provider !== 'CodeBuild' || (actionTypeId.owner ?? 'AWS') !== 'AWS') return undefined;
  const [id] = /[^/:]+:[0-9a-f-]{36}$/.exec(output?.executionResult?.externalExecutionId ?? '') ?? [];
  const where = region === undefined ? pipelineRegion : besides(pipelineRegion, region);
  return id ? { id, region: where, isBatch: configuration?.BatchEnabled?.toLowerCase() === 'true' } : undefined;
}
