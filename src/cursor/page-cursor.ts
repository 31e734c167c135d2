import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Listing, PageStart, Position, PreviousPage } from '../domain/listing.js';
import { base85Capacity, decodeBase85, encodeBase85 } from './base85.js';
import { type ByteReader, type ByteWriter, readBytes, writeBytes } from './bytes.js';
import { isListing, readListing, writeListing } from './listing-bytes.js';
import { packToken, unpackToken } from './pack-token.js';

/**
 * The paging state in the three strings that a click brings back (a click on an ephemeral message has no message):
 * - `block_id` (255): mark, nonce and Listing, shared by the row's buttons;
 * - `value` (2,000): mark, checksum and Position;
 * - `action_id` (255): the action's name, and what did not fit in `value`.
 * Lengths: docs.slack.dev/reference/block-kit/block-elements/button-element.
 */
export interface ButtonStrings {
  blockId: string;
  actionId: string;
  value: string;
}

/** Written by another version of this program, or damaged on the way. */
export type CursorFault = { fault: 'version' | 'damaged' };

/** Of both encodings. A cursor of another version is refused in words: a new page is one command away. */
const VERSION = '1';
const POSITION_VERSION = '2';
const VALUE_LENGTH = 2000;
const ID_LENGTH = 255;
const OVERFLOW = ':';
const CHECKSUM_BYTES = 4;

/** Different on every call: Slack wants new block_ids for updated messages. */
export function encodeListing(listing: Listing): string {
  const nonce = randomInt(85 ** 4)
    .toString(36)
    .padStart(6, '0');
  return `${VERSION}${nonce}${encodeBase85(writeListing(listing))}`;
}

/** Validates everything in a block_id as if it had been typed. */
export function decodeListing(blockId: string): Listing | CursorFault {
  if (blockId[0] !== VERSION) return { fault: 'version' };
  const bytes = decodeBase85(blockId.slice(7));
  const listing = bytes && attempt(() => readListing(readBytes(bytes)));
  return listing && isListing(listing) ? listing : { fault: 'damaged' };
}

/** Bytes for earlier runs at most: going back matters more than the runs of distant pages. */
const RUNS_BYTES = 250;

/**
 * A button's `action_id` and `value` for `position`, with as many earlier pages and runs as fit. Undefined when the
 * token alone does not fit (only possible with non-ASCII tokens).
 */
export function encodePosition(
  action: string,
  blockId: string,
  position: Position,
): { actionId: string; value: string } | undefined {
  const room = base85Capacity(VALUE_LENGTH - 1 + ID_LENGTH - action.length - OVERFLOW.length) - CHECKSUM_BYTES;
  const writer = writeBytes().number(position.pageNumber).number(position.seen).number(position.counted);
  const core = writePageStart(writer, position).done();
  const [here, ...further] = position.previous.map(writePrevious);
  const back = here && core.length + here.length + 1 <= room ? [here] : [];
  const taken = core.length + (back[0]?.length ?? 0);
  const runs = writeRuns(position.runsBefore, Math.min(RUNS_BYTES, room - taken));
  let bytes = Buffer.concat([core, runs, ...back]);
  if (bytes.length > room) return undefined;
  for (const place of back.length ? further : []) {
    if (bytes.length + place.length > room) break;
    bytes = Buffer.concat([bytes, place]);
  }
  const text = `${POSITION_VERSION}${encodeBase85(Buffer.concat([checksum(blockId, bytes), bytes]))}`;
  const overflow = text.slice(VALUE_LENGTH);
  return { actionId: overflow ? action + OVERFLOW + overflow : action, value: text.slice(0, VALUE_LENGTH) };
}

export function decodePosition({ blockId, actionId, value }: ButtonStrings): Position | CursorFault {
  if (value[0] !== POSITION_VERSION) return { fault: 'version' };
  const [, overflow = ''] = splitActionId(actionId);
  const bytes = decodeBase85(value.slice(1) + overflow);
  if (!bytes || bytes.length <= CHECKSUM_BYTES) return { fault: 'damaged' };
  const body = bytes.subarray(CHECKSUM_BYTES);
  if (!checksum(blockId, body).equals(bytes.subarray(0, CHECKSUM_BYTES))) return { fault: 'damaged' };
  return attempt(() => readPosition(readBytes(body))) ?? { fault: 'damaged' };
}

/** With a fault, the listing is included where it could be read. */
export function decodeButton(
  strings: ButtonStrings,
): { listing: Listing; position: Position } | (CursorFault & { listing?: Listing }) {
  const listing = decodeListing(strings.blockId);
  if ('fault' in listing) return listing;
  const position = decodePosition(strings);
  return 'fault' in position ? { ...position, listing } : { listing, position };
}

export function splitActionId(actionId: string): [name: string, overflow: string] {
  const at = actionId.indexOf(OVERFLOW);
  return at < 0 ? [actionId, ''] : [actionId.slice(0, at), actionId.slice(at + 1)];
}

function checksum(blockId: string, bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(CHECKSUM_BYTES);
  sum.writeUInt32BE(crc32(bytes, crc32(blockId)));
  return sum;
}

function writePageStart(writer: ByteWriter, { token, skip }: PageStart): ByteWriter {
  return writer.number(skip).bytes(token === undefined ? new Uint8Array() : packToken(token));
}

const writePrevious = (place: PreviousPage): Uint8Array =>
  writePageStart(writeBytes(), place).number(place.rows).done();

/** As many whole pages as fit, nearest first; at least the byte that counts them. */
function writeRuns(pages: string[][], room: number): Uint8Array {
  const packed = pages.map((runs) =>
    writeBytes()
      .bytes(Buffer.from(runs.join(''), 'hex'))
      .done(),
  );
  let length = 2;
  const fitting = packed.findIndex((page) => {
    length += page.length;
    return length > room;
  });
  const kept = fitting < 0 ? packed : packed.slice(0, fitting);
  return Buffer.concat([writeBytes().number(kept.length).done(), ...kept]);
}

function readPageStart(reader: ByteReader): PageStart {
  const skip = reader.number();
  const packed = reader.bytes();
  return { ...(packed.length && { token: unpackToken(packed) }), skip };
}

function readRuns(reader: ByteReader): string[] {
  const digits = Buffer.from(reader.bytes()).toString('hex');
  if (digits.length % RUN_DIGITS) throw new RangeError('A run is cut');
  return digits.match(/.{8}/g) ?? [];
}

const RUN_DIGITS = 8;

function readPosition(reader: ByteReader): Position {
  const numbers = { pageNumber: reader.number(), seen: reader.number(), counted: reader.number() };
  const place = readPageStart(reader);
  const runsBefore: string[][] = [];
  for (let pages = reader.number(); pages > 0; pages -= 1) runsBefore.push(readRuns(reader));
  const previous: PreviousPage[] = [];
  while (!reader.atEnd()) previous.push({ ...readPageStart(reader), rows: reader.number() });
  return { ...place, ...numbers, previous, runsBefore };
}

/** Undefined when `read` throws, because the bytes are damaged. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
