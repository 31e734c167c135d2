import { createHmac } from 'node:crypto';

/**
 * Slack's signature headers. @param body Exactly as sent. @param seconds Since 1970.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signRequest(signingSecret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` };
}
