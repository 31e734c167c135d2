import type { ActionExecution } from '../../domain/action-execution.js';
import type { Build } from '../../domain/build.js';
import type { FailedAction } from '../../domain/failure.js';
import { maskText } from '../../masking/mask-secrets.js';
import { httpsUrl } from './https-url.js';

/** Says that it failed, not why. */
const GENERIC =
  /^(build terminated|action execution failed|the? ?job failed|deployment failed)( with (state|status): \w+)?\.?$/i;

/**
 * A failed row as a failure names it. The reason is AWS's error message, else the external summary, else the failed
 * phase of its build; where AWS only says that it failed, the phase comes first.
 */
export function toFailedAction(row: ActionExecution, build: Build | undefined, failedBefore: number[]): FailedAction {
  const { executionResult: result } = row.output ?? {};
  const { category, provider } = row.input?.actionTypeId ?? {};
  const isRejection = category === 'Approval' && !result?.errorDetails;
  const reason = reasonOf(row, build);
  return {
    stageName: row.stageName ?? 'no stage',
    actionName: row.actionName ?? 'no action',
    provider,
    category,
    reason: reason && maskText(reason).text,
    code: result?.errorDetails?.code,
    ...(isRejection && { rejectedBy: lastPartOf(row.updatedBy) }),
    url: httpsUrl(result?.externalExecutionUrl),
    failedBefore,
  };
}

function reasonOf({ output }: ActionExecution, build: Build | undefined): string | undefined {
  const { errorDetails, externalExecutionSummary } = output?.executionResult ?? {};
  const told = [errorDetails?.message, externalExecutionSummary].flatMap((words) => words?.trim() || []);
  const real = told.find((words) => !GENERIC.test(words)) ?? phaseInWords(build);
  const [first] = told;
  if (real === undefined || first === undefined || real === first || !GENERIC.test(first)) return real ?? first;
  return `${real}\n${first}`;
}

function phaseInWords(build: Build | undefined): string | undefined {
  if (!build?.failedPhase) return undefined;
  const { name = 'unknown', code, message } = build.failedPhase;
  const where = `${code ? `${code} in phase` : 'Phase'} ${name}`;
  return message ? `${where}: ${message.trim()}` : `${where} failed`;
}

/** `arn:…:assumed-role/Release/priya.raman` → `priya.raman`. */
const lastPartOf = (arn: string | undefined) => arn?.split('/').at(-1) || undefined;
