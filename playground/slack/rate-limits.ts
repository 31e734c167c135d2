/** Seconds that a caller has to wait; 0 when it may go on. */
export type RateLimits = (key: string) => number;

/**
 * One call a second per key after a short burst, as for `chat.postMessage` per channel. @param burst Calls at once.
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export function createRateLimits(now: () => number, burst = 3): RateLimits {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key) => {
    const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: now() };
    const filled = Math.min(burst, tokens + (now() - at) / 1000);
    const isAllowed = filled >= 1;
    buckets.set(key, { tokens: isAllowed ? filled - 1 : filled, at: now() });
    return isAllowed ? 0 : 1;
  };
}
