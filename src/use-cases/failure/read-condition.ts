import type { FailedAction, Unread } from '../../domain/failure.js';
import { conditionIn } from '../../domain/reason.js';
import { cleanText } from './clean-text.js';
import { reading } from './reading.js';
import type { ExecutionKey, FailureSources } from './sources.js';

/** The condition that failed an execution without a failed action, or why none is known. */
export async function readCondition(
  listRuleExecutions: FailureSources['listRuleExecutions'],
  { pipelineName, region, pipelineExecutionId }: ExecutionKey,
  statusSummary: string | undefined,
): Promise<{ failed: FailedAction[]; unread: Unread[] }> {
  const told = statusSummary && cleanText(statusSummary);
  const { value: rules = [], unread } = await reading(
    'condition',
    listRuleExecutions({ pipelineName, region, pipelineExecutionId }),
  );
  const rule = rules
    .filter(({ status }) => status === 'Failed')
    .sort((one, other) => Number(other.lastUpdateTime ?? 0) - Number(one.lastUpdateTime ?? 0))[0];
  const stageName = rule?.stageName ?? stageIn(told ?? '');
  if (!stageName || (!rule && !/condition/i.test(told ?? ''))) {
    return { failed: [], unread: [unread ?? { what: 'action', why: 'none' }] };
  }
  const words = rule?.words?.trim() ? cleanText(rule.words) : told;
  const reason = {
    ...conditionIn(told ?? ''),
    ...(rule?.ruleName && { rule: rule.ruleName }),
    ...(words && { words }),
  };
  return { failed: [{ stageName, reason, failedBefore: [] }], unread: [] };
}

/** `Stage 'Deploy' condition failed`, `the on-success condition of stage Deploy`, `Deploy stage`. */
function stageIn(summary: string): string | undefined {
  const name = '[`\'"“[]?([A-Za-z0-9.@_-]{1,100})[`\'"”\\]]?';
  const [, behind] = new RegExp(`\\bstage(?: named)?:? ${name}`, 'i').exec(summary) ?? [];
  if (behind && !/^(condition|conditions|failed|has|is|was|entry|rule)$/i.test(behind)) return behind;
  const [, before] = new RegExp(`${name} stage\\b`, 'i').exec(summary) ?? [];
  return before && !/^(the|a|of|its|this)$/i.test(before) ? before : undefined;
}
