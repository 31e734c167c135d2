import type { AllMiddlewareArgs } from '@slack/bolt';

/**
 * Whether people of another company read a channel. False where Slack does not say: without membership or the scope
 * `channels:read` nobody can know, and whoever asks has seen the message before it is posted.
 */
export async function isSharedChannel(
  client: AllMiddlewareArgs['client'],
  channel: string | undefined,
): Promise<boolean> {
  if (!channel) return false;
  const answer = await client.conversations.info({ channel }).catch(() => undefined);
  const { is_ext_shared: isShared, is_pending_ext_shared: isPending } = answer?.channel ?? {};
  return isShared === true || isPending === true;
}
