/** Repeatable random numbers: the same seed gives the same account on every start. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  text(length: number, alphabet: string): string;
  uuid(): string;
}

export const HEX = '0123456789abcdef';
export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

// Local names: Jest looks globals up slowly, and a seeded account draws a million numbers.
const { imul, floor } = Math;

/** @param seed Hashed by FNV-1a, then stepped by mulberry32. */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const character of seed) state = imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + floor(next() * (high - low + 1));
  const pick = <T>(choices: readonly T[]) => choices[between(0, choices.length - 1)] as T;
  const text = (length: number, alphabet: string) => {
    let written = '';
    while (written.length < length) written += alphabet[between(0, alphabet.length - 1)];
    return written;
  };
  const uuid = () =>
    `${text(8, HEX)}-${text(4, HEX)}-4${text(3, HEX)}-${pick([...'89ab'])}${text(3, HEX)}-${text(12, HEX)}`;
  return { next, between, pick, text, uuid };
}
