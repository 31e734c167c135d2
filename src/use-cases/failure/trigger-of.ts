import type { Failure } from '../../domain/failure.js';
import type { PipelineExecution } from '../../domain/pipeline-execution.js';
import { cleanText } from './clean-text.js';

export function triggerOf(execution: PipelineExecution | undefined): Failure['trigger'] {
  const { triggerType, triggerDetail } = execution?.trigger ?? {};
  return triggerType ? { type: triggerType, detail: triggerDetail && cleanText(triggerDetail) } : undefined;
}
