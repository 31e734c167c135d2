/** Writes small values behind one another; `readBytes` gets them back in the same order. */
export interface ByteWriter {
  /** A whole number from 0 to 2^53 − 1, in as few bytes as it needs. */
  number(value: number): ByteWriter;
  /** A length and the bytes. */
  bytes(value: Uint8Array): ByteWriter;
  text(value: string): ByteWriter;
  done(): Uint8Array;
}

export function writeBytes(): ByteWriter {
  const parts: Uint8Array[] = [];
  const writer: ByteWriter = {
    number(value) {
      const digits: number[] = [];
      let rest = value;
      for (; rest > 127; rest = Math.floor(rest / 128)) digits.push((rest % 128) + 128);
      parts.push(Uint8Array.of(...digits, rest));
      return writer;
    },
    bytes(value) {
      writer.number(value.length);
      parts.push(value);
      return writer;
    },
    text: (value) => writer.bytes(Buffer.from(value, 'utf8')),
    done: () => Buffer.concat(parts),
  };
  return writer;
}

export interface ByteReader {
  number(): number;
  bytes(): Uint8Array;
  text(): string;
  atEnd(): boolean;
}

/** @throws RangeError when more is asked for than was written. */
export function readBytes(source: Uint8Array): ByteReader {
  let at = 0;
  const next = () => {
    const byte = source[at];
    if (byte === undefined) throw new RangeError('The bytes end early');
    at += 1;
    return byte;
  };
  const reader: ByteReader = {
    number() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = next();
        value += (byte % 128) * factor;
        if (byte < 128) break;
      }
      if (!Number.isSafeInteger(value)) throw new RangeError('The number is too large');
      return value;
    },
    bytes() {
      const length = reader.number();
      if (at + length > source.length) throw new RangeError('The bytes end early');
      at += length;
      return source.subarray(at - length, at);
    },
    text: () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(reader.bytes()),
    atEnd: () => at === source.length,
  };
  return reader;
}
