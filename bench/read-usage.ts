/** What a bot says of itself in /metrics. */
export interface BotUsage {
  /** CPU seconds since its start, user and system. */
  cpuSeconds: number;
  /** Resident memory, in megabytes of 2^20 bytes. */
  megabytes: number;
  /** Events and interactions that are over, by outcome. */
  outcomes: Record<string, number>;
  /** Calls that were answered, by operation. */
  calls: Record<string, number>;
}

const OUTCOME = /^pipeline_actions_interactions_total\{what="[^"]*",outcome="([^"]*)"\} (\d+)$/gm;
const CALL = /^pipeline_actions_call_seconds_count\{call="([^"]*)",outcome="[^"]*"\} (\d+)$/gm;

/** @param url Where the bot listens, without a path. */
export async function readUsage(url: string): Promise<BotUsage> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sampleOf = (name: string) => Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
  return {
    cpuSeconds: sampleOf('process_cpu_seconds_total'),
    megabytes: sampleOf('process_resident_memory_bytes') / 2 ** 20,
    outcomes: sumsIn(text, OUTCOME),
    calls: sumsIn(text, CALL),
  };
}

function sumsIn(text: string, counter: RegExp): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [, name = '', count] of text.matchAll(counter)) sums[name] = (sums[name] ?? 0) + Number(count);
  return sums;
}
