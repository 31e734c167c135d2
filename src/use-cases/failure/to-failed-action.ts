import type { ActionExecution } from '../../domain/action-execution.js';
import type { Build, BuildBatch } from '../../domain/build.js';
import type { FailedAction } from '../../domain/failure.js';
import { type Reason, reasonOf } from '../../domain/reason.js';
import { cleanText } from './clean-text.js';
import { httpsUrl } from './https-url.js';

export interface BuildFacts {
  build?: Build | undefined;
  batch?: BuildBatch | undefined;
}

export function toFailedAction(row: ActionExecution, facts: BuildFacts, failedBefore: number[]): FailedAction {
  const { category, provider } = row.input?.actionTypeId ?? {};
  return {
    stageName: row.stageName ?? 'no stage',
    actionName: row.actionName ?? 'no action',
    actionExecutionId: row.actionExecutionId,
    provider,
    category,
    reason: reasonOfRow(row, facts),
    url: httpsUrl(row.output?.executionResult?.externalExecutionUrl),
    failedBefore,
  };
}

function reasonOfRow({ input, output, updatedBy }: ActionExecution, { build, batch }: BuildFacts): Reason {
  if (batch?.failed.length) {
    return { kind: 'builds', failed: batch.failed.map(({ name }) => cleanText(name)), count: batch.count };
  }
  const { errorDetails, externalExecutionSummary: summary } = output?.executionResult ?? {};
  const { code, message } = (build ?? batch)?.failedPhase ?? {};
  const phase = message && (code ? `${code}: ${message}` : message);
  return reasonOf({
    category: input?.actionTypeId?.category,
    by: updatedBy,
    ...(errorDetails?.message && { message: cleanText(errorDetails.message) }),
    ...(summary && { summary: cleanText(summary) }),
    ...(phase && { phase: cleanText(phase) }),
  });
}
