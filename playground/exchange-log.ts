/** One HTTP exchange between Slack, the bot and AWS, for the panel that shows how it works. */
export interface Exchange {
  id: string;
  /** Milliseconds since 1970 at which the request was sent. */
  at: number;
  /** Who asked whom. */
  route: 'slack → bot' | 'bot → slack' | 'bot → aws';
  /** A few words: `POST /slack/events`, `ListActionExecutions`, `views.open`, `response_url`. */
  title: string;
  status: number;
  /** Milliseconds from request to response. */
  ms: number;
  /** Header names and values worth reading (signature, timestamp, X-Amz-Target, Authorization scheme only). */
  requestHeaders: Record<string, string>;
  /** Body as text: JSON where it is JSON, the form decoded to JSON where it is a form. Secrets are already masked. */
  request: string;
  response: string;
  /** The error Slack or AWS answered with, if any. */
  error?: string;
}

/** Keeps the latest exchanges and tells whoever listens; the panel's memory and the tests' ears. */
export interface ExchangeLog {
  add(exchange: Omit<Exchange, 'id'>): void;
  latest(): Exchange[];
  onAdd(listener: (exchange: Exchange) => void): void;
}

/** @param keep How many exchanges are kept; older ones are forgotten. */
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
