import type { Exchange } from './slack/protocol.js';

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
