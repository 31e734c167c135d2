// No characters that Slack (& < >) or JSON (" \) escapes, nor spaces or quotes, which confuse in a log.
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+-.;=?[]^_{|}~/,';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** The most bytes that fit in `length` characters. */
export const base85Capacity = (length: number): number => Math.floor(length / 5) * 4 + Math.max(0, (length % 5) - 1);

/** A quarter more characters than bytes; base64 takes a third more. */
export function encodeBase85(bytes: Uint8Array): string {
  const groups = Math.ceil(bytes.length / 4);
  const padding = groups * 4 - bytes.length;
  const padded = Buffer.concat([bytes, Buffer.alloc(padding)]);
  // Writes bytes and makes one string at the end: every button of every page comes through here.
  const text = Buffer.alloc(groups * 5);
  for (let group = 0; group < groups; group += 1) {
    let rest = padded.readUInt32BE(group * 4);
    for (let digit = 4; digit >= 0; digit -= 1) {
      text[group * 5 + digit] = CODES[rest % 85] ?? 0;
      rest = Math.floor(rest / 85);
    }
  }
  return text.toString('latin1', 0, text.length - padding);
}

const CODES = Buffer.from(ALPHABET, 'latin1');

/** Undefined for anything that encodeBase85 can't have written. */
export function decodeBase85(text: string): Uint8Array | undefined {
  if (text.length % 5 === 1) return undefined;
  const bytes = new Uint8Array(base85Capacity(text.length));
  for (let at = 0, out = 0; at < text.length; at += 5, out += 4) {
    const group = readGroup(text.slice(at, at + 5));
    if (group === undefined) return undefined;
    for (let index = 0; index < 4 && out + index < bytes.length; index += 1) {
      bytes[out + index] = Math.floor(group / 256 ** (3 - index)) % 256;
    }
  }
  // A short last group has several spellings; accept only ours.
  return encodeBase85(bytes) === text ? bytes : undefined;
}

function readGroup(digits: string): number | undefined {
  let group = 0;
  for (const digit of digits.padEnd(5, ALPHABET[84])) {
    const value = VALUES.get(digit);
    if (value === undefined) return undefined;
    group = group * 85 + value;
  }
  return group < 2 ** 32 || digits.length < 5 ? Math.min(group, 2 ** 32 - 1) : undefined;
}
