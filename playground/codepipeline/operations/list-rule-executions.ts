import type { InputOf } from '../constraints.js';
import { type Context, pipelineNamed, seconds } from './context.js';

/** Newest first, in one page: executions here have few. */
export function listRuleExecutions(context: Context, input: InputOf<'ListRuleExecutions'>) {
  const pipeline = pipelineNamed(context, input.pipelineName);
  const id = input.filter?.pipelineExecutionId ?? input.filter?.latestInPipelineExecution?.pipelineExecutionId;
  const executions = pipeline.executions.filter((one) => id === undefined || one.pipelineExecutionId === id);
  const ruleExecutionDetails = executions.flatMap((execution) =>
    (execution.rules ?? []).map(({ message, ...rule }) => ({
      pipelineExecutionId: execution.pipelineExecutionId,
      pipelineVersion: execution.pipelineVersion,
      ...rule,
      lastUpdateTime: seconds(execution.lastUpdateTime),
      output: { executionResult: message ? { errorDetails: { code: 'RuleFailed', message } } : {} },
    })),
  );
  return { ruleExecutionDetails: ruleExecutionDetails.reverse() };
}
