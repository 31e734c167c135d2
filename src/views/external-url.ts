import type { ActionExecution } from '../domain/action-execution.js';
import { maskText } from '../masking/mask-secrets.js';
import { remembered } from './remembered.js';
import { safeUrl } from './text.js';

/** Undefined for a URL with a secret, such as a signed one. */
export const externalUrl = remembered(({ output }: ActionExecution): string | undefined => {
  const safe = safeUrl(output?.executionResult?.externalExecutionUrl);
  return safe && maskText(safe).masked === 0 ? safe : undefined;
});
