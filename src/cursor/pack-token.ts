import { readBytes, writeBytes } from './bytes.js';

/**
 * Packs a service token into few bytes that give it back exactly.
 * Recorded tokens are base64 of `{"encryptedData":"<base64>","ivParameterSpec":"<base64>","materialSetSerial":1}`:
 * taken apart, 1,184 characters become about 620 bytes. The service model only promises up to 2,048 characters, so
 * other tokens are packed as base64, printable ASCII, or as they are.
 */
export function packToken(token: string): Uint8Array {
  for (const packing of BY_DENSITY) {
    const packed = packing.pack(token);
    if (packed) return marked(packing, packed);
  }
  return marked(asItIs, Buffer.from(token, 'utf8'));
}

const marked = (packing: Packing, packed: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(PACKINGS.indexOf(packing)), packed]);

/** @throws RangeError or SyntaxError for bytes that packToken can't have written. */
export function unpackToken(bytes: Uint8Array): string {
  const packing = PACKINGS[bytes[0] ?? -1];
  if (!packing) throw new RangeError('The token is packed in an unknown way');
  return packing.unpack(bytes.subarray(1));
}

interface Packing {
  /** Undefined where unpacking would not give the same token. */
  pack(token: string): Uint8Array | undefined;
  unpack(bytes: Uint8Array): string;
}

const asItIs: Packing = {
  pack: (token) => Buffer.from(token, 'utf8'),
  unpack: (bytes) => Buffer.from(bytes).toString('utf8'),
};

const base64: Packing = {
  pack: (token) => {
    const bytes = Buffer.from(token, 'base64');
    return bytes.toString('base64') === token ? bytes : undefined;
  },
  unpack: (bytes) => Buffer.from(bytes).toString('base64'),
};

const encrypted: Packing = {
  pack(token) {
    const parts = parseEncrypted(token);
    if (!parts) return undefined;
    const bytes = writeBytes().number(parts.serial).bytes(parts.iv).bytes(parts.data).done();
    return encrypted.unpack(bytes) === token ? bytes : undefined;
  },
  unpack(bytes) {
    const reader = readBytes(bytes);
    const serial = reader.number();
    const iv = base64.unpack(reader.bytes());
    const data = base64.unpack(reader.bytes());
    const json = `{"encryptedData":"${data}","ivParameterSpec":"${iv}","materialSetSerial":${serial}}`;
    return Buffer.from(json).toString('base64');
  },
};

function parseEncrypted(token: string): { data: Buffer; iv: Buffer; serial: number } | undefined {
  const json = Buffer.from(token, 'base64').toString('utf8');
  const match = /^\{"encryptedData":"([^"]*)","ivParameterSpec":"([^"]*)","materialSetSerial":(\d{1,15})\}$/.exec(json);
  if (!match) return undefined;
  const [, data = '', iv = '', serial = ''] = match;
  return { data: Buffer.from(data, 'base64'), iv: Buffer.from(iv, 'base64'), serial: Number(serial) };
}

const GROUP = 18; // printable characters carry 6.57 bits: 18 fit in 15 bytes
const GROUP_BYTES = 15;

const printable: Packing = {
  pack(token) {
    if (!/^[ -~]*$/.test(token)) return undefined;
    const writer = writeBytes().number(token.length).done();
    return Buffer.concat([writer, ...chunks(token, GROUP).map(packPrintable)]);
  },
  unpack(bytes) {
    const lengthBytes = (bytes[0] ?? 0) > 127 ? 2 : 1;
    const length = readBytes(bytes).number();
    let text = '';
    for (let at = lengthBytes; at < bytes.length; at += GROUP_BYTES) {
      text += unpackPrintable(bytes.subarray(at, at + GROUP_BYTES));
    }
    if (text.length < length) throw new RangeError('The token ends early');
    return text.slice(0, length);
  },
};

function packPrintable(characters: string): Buffer {
  let value = 0n;
  for (const character of characters.padEnd(GROUP)) value = value * 95n + BigInt(character.charCodeAt(0) - 32);
  return Buffer.from(value.toString(16).padStart(GROUP_BYTES * 2, '0'), 'hex');
}

function unpackPrintable(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let index = 0; index < GROUP; index += 1) {
    text = String.fromCharCode(Number(value % 95n) + 32) + text;
    value /= 95n;
  }
  return text;
}

const chunks = (text: string, size: number): string[] => text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];

/** The index is the first byte of a packed token, so append only. */
const PACKINGS: Packing[] = [asItIs, base64, encrypted, printable];

/** The densest first; the first that takes a token is used. */
const BY_DENSITY: Packing[] = [encrypted, base64, printable];
