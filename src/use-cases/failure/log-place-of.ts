import type { ActionExecution } from '../../domain/action-execution.js';
import type { LogPlace } from '../../domain/build.js';

const LOG_STREAM_ARN = /^arn:[^:]+:logs:([^:]+):\d{12}:log-group:([^:]+):log-stream:(.+)$/;

/** Where an action that runs commands itself has its log: its result names the stream, whose name may hold a slash. */
export function logPlaceOf({ output }: ActionExecution): { place: LogPlace; region: string } | undefined {
  const { logStreamARN, externalExecutionId } = output?.executionResult ?? {};
  const [, region, group, stream] = LOG_STREAM_ARN.exec(logStreamARN ?? externalExecutionId ?? '') ?? [];
  return region && group && stream ? { place: { group, stream }, region } : undefined;
}

/** The build of a CodeBuild action, `project:uuid`, and the region it ran in. */
export function buildOf(
  { input, output }: ActionExecution,
  region: string,
): { id: string; region: string } | undefined {
  const id = output?.executionResult?.externalExecutionId;
  if (input?.actionTypeId?.provider !== 'CodeBuild' || !id) return undefined;
  return { id, region: input.region ?? region };
}
