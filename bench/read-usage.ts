/** What a bot says of itself in /metrics. */
export interface BotUsage {
  /** CPU seconds since its start, user and system. */
  cpuSeconds: number;
  /** Resident memory, in megabytes of 2^20 bytes. */
  megabytes: number;
  /** Events and interactions that are over, by outcome. */
  outcomes: Record<string, number>;
}

const OUTCOME = /^pipeline_actions_interactions_total\{what="[^"]*",outcome="([^"]*)"\} (\d+)$/gm;

/** @param url Where the bot listens, without a path. */
export async function readUsage(url: string): Promise<BotUsage> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sampleOf = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  const outcomes: Record<string, number> = {};
  for (const [, outcome = '', count] of text.matchAll(OUTCOME)) {
    outcomes[outcome] = (outcomes[outcome] ?? 0) + Number(count);
  }
  return {
    cpuSeconds: sampleOf('process_cpu_seconds_total'),
    megabytes: sampleOf('process_resident_memory_bytes') / 2 ** 20,
    outcomes,
  };
}
