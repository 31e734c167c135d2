/** One HTTP exchange between Slack, the bot and AWS. */
export interface Exchange {
  id: string;
  /** When the request was sent, in milliseconds since 1970. */
  at: number;
  route: 'slack → bot' | 'bot → slack' | 'bot → aws';
  /** `POST /slack/events`, `ListActionExecutions`, `views.open`, `response_url`. */
  title: string;
  status: number;
  /** From request to response. */
  ms: number;
  /** Signature, timestamp, X-Amz-Target and the Authorization scheme only. */
  requestHeaders: Record<string, string>;
  /** JSON where possible, forms decoded; secrets masked. */
  request: string;
  response: string;
  /** Slack's or AWS's error. */
  error?: string;
}

/** Keeps the latest exchanges and notifies listeners. */
export interface ExchangeLog {
  add(exchange: Omit<Exchange, 'id'>): void;
  latest(): Exchange[];
  onAdd(listener: (exchange: Exchange) => void): void;
}

/** @param keep Number of exchanges kept. */
export function createExchangeLog(keep = 200): ExchangeLog {
  const kept: Exchange[] = [];
  const listeners: ((exchange: Exchange) => void)[] = [];
  let count = 0;
  return {
    add(exchange) {
      const added = { id: String(++count), ...exchange };
      kept.push(added);
      if (kept.length > keep) kept.shift();
      for (const listener of listeners) listener(added);
    },
    latest: () => [...kept],
    onAdd: (listener) => void listeners.push(listener),
  };
}
