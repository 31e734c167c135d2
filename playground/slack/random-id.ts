import { randomBytes } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** An id as Slack makes them: a letter for the kind, then ten of `0-9A-Z`. */
export function randomId(kind: string): string {
  return kind + Array.from(randomBytes(10), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** A `block_id` or `action_id` as Slack gives to what has none: five characters. */
export function shortId(): string {
  return randomBytes(4).toString('base64').slice(0, 5);
}

/** `count` random decimal digits, no zero first. */
export function randomDigits(count: number): string {
  return Array.from(randomBytes(count), (byte, at) => (at === 0 ? 1 + (byte % 9) : byte % 10)).join('');
}
