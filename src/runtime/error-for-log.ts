/**
 * An error as it may be logged. The messages of AWS and Slack hold tokens, account ids and ARNs, so only those of errors
 * that we worded ourselves are kept; of any other error, where it was thrown.
 */
export function errorForLog(error: unknown, isWordedByUs: boolean): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack, cause } = error;
  const requestId = (cause as { $metadata?: { requestId?: string } } | undefined)?.$metadata?.requestId;
  const frames = stack
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
  return { name, ...(isWordedByUs ? { message } : { stack: frames?.slice(0, 6) }), ...(requestId && { requestId }) };
}
