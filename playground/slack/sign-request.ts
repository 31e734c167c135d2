import { createHmac } from 'node:crypto';

/**
 * The headers by which an app knows that a request is Slack's.
 * @param body The body exactly as it is sent.
 * @param seconds The time of sending, seconds since 1970.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signRequest(signingSecret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac('sha256', signingSecret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` };
}
