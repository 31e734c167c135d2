import type { ActionExecution } from './model.js';

export interface FailedPhase {
  phaseType: string;
  statusCode: string;
  message: string;
}

const IN_MESSAGE = /Phase: (\w+), Code: (\w+), Message: ([\s\S]*)$/;
// A Commands action names no phase.
const IN_SHELL_MESSAGE = /FAILED\. ()(\w+): ([\s\S]*)$/;

const isBare = (told: string | undefined): told is undefined =>
  !told || /^Build terminated with state: \w+$/.test(told);

/** The phase in a build's error message; undefined when the build did not fail. */
export function failedPhase(row: ActionExecution): FailedPhase | undefined {
  if (row.status !== 'Failed') return undefined;
  const told = row.output.executionResult?.errorDetails?.message;
  const [, phaseType, statusCode, message] = IN_MESSAGE.exec(told ?? '') ?? IN_SHELL_MESSAGE.exec(told ?? '') ?? [];
  return {
    phaseType: phaseType || 'BUILD',
    statusCode: statusCode ?? 'COMMAND_EXECUTION_ERROR',
    message: message ?? (isBare(told) ? 'Error while executing command: npm test. Reason: exit status 1' : told),
  };
}
