/** A fault of Slack's on purpose. */
export type Fault = {
  /** A method such as `chat.postMessage`, `response_url`, or `*` for every call. */
  on: string;
  /** Only calls with this channel's id. */
  channel?: string;
  /** Number of calls; absent: until removed. */
  times?: number;
} & (
  | { error: string; status?: undefined }
  /** An HTTP status with a body that is no JSON, as when Slack is down. */
  | { status: number }
  /** 429 with these seconds in `Retry-After`. */
  | { retryAfter: number }
  /** Never answers, before or after doing the call. */
  | { hang: 'before' | 'after' }
  /** Cuts the connection, before or after doing the call. */
  | { drop: 'before' | 'after' }
);

export interface Faults {
  /** Milliseconds added to every Web API and `response_url` call. */
  latencyMs: number;
  /** @returns A function that removes the fault. */
  add(fault: Fault): () => void;
  clear(): void;
  /** The fault for this call, counted down. */
  take(on: string, channel?: unknown): Fault | undefined;
}

export function createFaults(): Faults {
  const active = new Set<{ fault: Fault; left: number }>();
  return {
    latencyMs: 0,
    add(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      active.add(entry);
      return () => void active.delete(entry);
    },
    clear() {
      active.clear();
      this.latencyMs = 0;
    },
    take(on, channel) {
      const fits = ({ fault }: { fault: Fault }) =>
        (fault.on === '*' || fault.on === on) && (fault.channel === undefined || fault.channel === channel);
      const entry = [...active].find(fits);
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) active.delete(entry);
      return entry.fault;
    },
  };
}
