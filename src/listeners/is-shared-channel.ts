import type { AllMiddlewareArgs } from '@slack/bolt';
import { timeLeft, within } from '../runtime/trace.js';

/**
 * Whether people of another company read a channel. Undefined where Slack does not say: a private channel can be seen
 * by its members only, and without the scope `channels:read` none can.
 */
export async function isSharedChannel(
  client: AllMiddlewareArgs['client'],
  channel: string | undefined,
): Promise<boolean | undefined> {
  if (!channel) return undefined;
  const answer = await within(timeLeft('asking'), client.conversations.info({ channel })).catch(() => undefined);
  if (!answer?.channel) return undefined;
  const { is_ext_shared: isShared, is_pending_ext_shared: isPending } = answer.channel;
  return isShared === true || isPending === true;
}
