import { randomBytes } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A letter for the kind, then ten of `0-9A-Z`. */
export function randomId(kind: string): string {
  return kind + Array.from(randomBytes(10), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

/** For a missing `block_id` or `action_id`: five characters. */
export function shortId(): string {
  return randomBytes(4).toString('base64').slice(0, 5);
}

/** Never begins with 0. */
export function randomDigits(count: number): string {
  return Array.from(randomBytes(count), (byte, at) => (at === 0 ? 1 + (byte % 9) : byte % 10)).join('');
}
