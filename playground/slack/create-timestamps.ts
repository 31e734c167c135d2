/** Slack's `ts`: seconds with six decimals, strictly increasing. */
export function createTimestamps(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, now() * 1000);
    return `${Math.floor(last / 1e6)}.${String(Math.floor(last % 1e6)).padStart(6, '0')}`;
  };
}
