import { expect, test } from '@jest/globals';
import { readFrame, writeFrame } from '../../slack/web-socket-frames.js';

/** A frame as a client sends it: masked. */
function masked(opcode: number, payload: Buffer): Buffer {
  const bare = writeFrame(opcode, payload);
  const head = Buffer.from(bare.subarray(0, bare.length - payload.length));
  head[1] = (head[1] ?? 0) | 0x80;
  const mask = Buffer.from([1, 2, 3, 4]);
  return Buffer.concat([head, mask, Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)))]);
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('a frame of %i bytes is read as it was written', (size) => {
  const payload = Buffer.alloc(size, 'é');
  const bytes = Buffer.concat([masked(1, payload), Buffer.from('rest')]);
  const read = readFrame(bytes);
  expect(read?.frame).toMatchObject({ isFinal: true, opcode: 1 });
  expect(read?.frame.payload.equals(payload)).toBe(true);
  expect(read?.rest.toString()).toBe('rest');
});

test('a frame that is not whole yet is left alone', () => {
  const bytes = masked(1, Buffer.alloc(300, 'x'));
  for (const size of [0, 1, 3, 7, bytes.length - 1]) expect(readFrame(bytes.subarray(0, size))).toBeUndefined();
});

test('a frame without a mask is no client of ours', () => {
  expect(() => readFrame(writeFrame(1, Buffer.from('plain')))).toThrow('mask');
});

test("a short text is framed as in RFC 6455's own example", () => {
  expect(writeFrame(1, Buffer.from('Hello')).toString('hex')).toBe('810548656c6c6f');
  const example = Buffer.from('818537fa213d7f9f4d5158', 'hex');
  expect(readFrame(example)?.frame.payload.toString()).toBe('Hello');
});
