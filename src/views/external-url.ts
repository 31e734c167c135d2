import type { ActionExecution } from '../domain/action-execution.js';
import { maskText } from '../masking/mask-secrets.js';
import { remembered } from './remembered.js';
import { safeUrl } from './text.js';

/** Where an action ran; an address that carries a secret, such as a signed URL, is not passed on. */
export const externalUrl = remembered(({ output }: ActionExecution): string | undefined => {
  const safe = safeUrl(output?.executionResult?.externalExecutionUrl);
  return safe && maskText(safe).masked === 0 ? safe : undefined;
});
