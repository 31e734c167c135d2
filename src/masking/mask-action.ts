import type { ActionExecution, ActionInput, ActionOutput } from '../domain/action-execution.js';
import { maskEntries, maskText } from './mask-secrets.js';

/** Masks and counts secrets in an action's configuration, variables and texts. Ids and locations stay. */
export function maskAction(action: ActionExecution): { action: ActionExecution; masked: number } {
  let masked = 0;
  const text = (value: string | undefined) => {
    if (value === undefined) return undefined;
    const shown = maskText(value);
    masked += shown.masked;
    return shown.text;
  };
  const entries = (values: Record<string, string> | undefined) => {
    if (!values) return undefined;
    const shown = maskEntries(values);
    masked += shown.masked;
    return shown.entries;
  };
  const input = action.input && maskInput(action.input, entries);
  const output = action.output && maskOutput(action.output, text, entries);
  return { action: { ...action, ...(input && { input }), ...(output && { output }) }, masked };
}

type Text = (value: string | undefined) => string | undefined;
type Entries = (values: Record<string, string> | undefined) => Record<string, string> | undefined;

const maskInput = (input: ActionInput, entries: Entries): ActionInput => ({
  ...input,
  configuration: entries(input.configuration),
  resolvedConfiguration: entries(input.resolvedConfiguration),
});

function maskOutput(output: ActionOutput, text: Text, entries: Entries): ActionOutput {
  const { executionResult: result, outputVariables } = output;
  return {
    ...output,
    ...(result && {
      executionResult: {
        ...result,
        externalExecutionId: text(result.externalExecutionId),
        externalExecutionSummary: text(result.externalExecutionSummary),
        externalExecutionUrl: text(result.externalExecutionUrl),
        ...(result.errorDetails && {
          errorDetails: { code: text(result.errorDetails.code), message: text(result.errorDetails.message) },
        }),
      },
    }),
    outputVariables: entries(outputVariables),
  };
}
