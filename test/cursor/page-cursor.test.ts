import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { packToken, unpackToken } from '../../src/cursor/pack-token.js';
import {
  decodeButton,
  decodeListing,
  decodePosition,
  encodeListing,
  encodePosition,
} from '../../src/cursor/page-cursor.js';
import { type Listing, type Position, START } from '../../src/domain/listing.js';
import { anyText, listing, position, printableToken, realToken, realTokenOf, token } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const EXECUTION = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const widest: Listing = {
  pipelineName: 'n'.repeat(100),
  region: 'us-gov-west-1',
  filter: {
    pipelineExecutionId: EXECUTION,
    latestInPipelineExecution: { pipelineExecutionId: EXECUTION, startTimeRange: 'Latest' },
  },
  pageSize: 100,
  maxItems: 1_000_000_000,
  failedOnly: true,
};

function roundTrip(what: Listing, where: Position) {
  const blockId = encodeListing(what);
  const strings = encodePosition('previous-page', blockId, where);
  if (!strings) throw new Error('The position does not fit');
  return { blockId, ...strings, listing: decodeListing(blockId), position: decodePosition({ blockId, ...strings }) };
}

const withoutLists = ({ previous: _, runsBefore: __, ...rest }: Position) => rest;

describe('the strings of a button', () => {
  test('give back any listing and any position, and fit Slack', () => {
    forAll(
      fc.property(listing, position, (what, where) => {
        const back = roundTrip(what, where);
        expect(back.listing).toEqual(what);
        const { previous, runsBefore, ...rest } = back.position as Position;
        expect(rest).toEqual(withoutLists(where));
        expect(previous).toEqual(where.previous.slice(0, previous.length));
        expect(runsBefore).toEqual(where.runsBefore.slice(0, runsBefore.length));
        expect(back.blockId.length).toBeLessThanOrEqual(255);
        expect(back.actionId.length).toBeLessThanOrEqual(255);
        expect(back.value.length).toBeLessThanOrEqual(2000);
        expect(back.blockId + back.actionId + back.value).toMatch(/^[!-~]*$/);
        expect(back.blockId + back.actionId + back.value).not.toMatch(/[&<>"'\\`\s]/);
      }),
      { numRuns: 200 },
    );
  });

  test('hold the widest listing and an opaque token of 2,048 characters of any printable ASCII', () => {
    const anyAscii = fc.string({ unit: 'grapheme-ascii', minLength: 2048, maxLength: 2048 });
    forAll(
      fc.property(fc.oneof(anyAscii, fc.constant('~'.repeat(2048)), fc.constant(' '.repeat(2048))), (opaque) => {
        const where = {
          ...START,
          token: opaque,
          skip: 100,
          pageNumber: 1_000_000,
          seen: 1_000_000_000,
          counted: 1e9,
        };
        const back = roundTrip(widest, where);
        expect(back.position).toEqual(where);
        expect(back.listing).toEqual(widest);
      }),
      { numRuns: 30 },
    );
  });

  test('hold the page before as well, with tokens of the length that the service gives', () => {
    forAll(
      fc.property(realToken, realToken, (next, here) => {
        const where = {
          ...START,
          token: next,
          pageNumber: 7,
          seen: 60,
          previous: [{ token: here, skip: 0, rows: 10 }],
          runsBefore: Array.from({ length: 12 }, () => ['1b2c3d4e', '2c3d4e5f', '3d4e5f60', '4e5f6071']),
        };
        expect(roundTrip(widest, where).position).toEqual(where);
      }),
      { numRuns: 20 },
    );
  });

  test('are new on every message, as Slack wants for block_id', () => {
    expect(new Set(Array.from({ length: 50 }, () => encodeListing(widest))).size).toBe(50);
  });

  test('of a token that no button can hold give no button', () => {
    const blockId = encodeListing(widest);
    expect(encodePosition('next-page', blockId, { ...START, token: '界'.repeat(2048) })).toBeUndefined();
  });
});

describe('a damaged button', () => {
  const blockId = encodeListing(widest);
  const strings = encodePosition('next-page', blockId, {
    ...START,
    token: realTokenOf(Buffer.alloc(605, 7), Buffer.alloc(12, 9)),
  });
  const intact = { blockId, actionId: strings?.actionId ?? '', value: strings?.value ?? '' };

  test('is told from a whole one, whichever character changed', () => {
    forAll(
      fc.property(fc.nat({ max: intact.value.length - 2 }), fc.constantFrom('0', 'Z', '€', ' '), (at, other) => {
        const value = intact.value.slice(0, at + 1) + other + intact.value.slice(at + 2);
        fc.pre(value !== intact.value);
        expect(decodePosition({ ...intact, value })).toEqual({ fault: 'damaged' });
      }),
    );
  });

  test('is told when it is cut, or put together from two', () => {
    expect(decodePosition({ ...intact, value: intact.value.slice(0, -3) })).toEqual({ fault: 'damaged' });
    expect(decodePosition({ ...intact, blockId: encodeListing({ ...widest, pageSize: 3 }) })).toEqual({
      fault: 'damaged',
    });
  });

  test('of another version is told as such', () => {
    expect(decodePosition({ ...intact, value: `9${intact.value.slice(1)}` })).toEqual({ fault: 'version' });
    expect(decodeButton({ ...intact, value: `1${intact.value.slice(1)}` })).toEqual({
      fault: 'version',
      listing: widest,
    });
    expect(decodeListing(`9${blockId.slice(1)}`)).toEqual({ fault: 'version' });
    expect(decodeListing('')).toEqual({ fault: 'version' });
  });

  test('never throws, for any payload', () => {
    const anything = anyText({ maxLength: 300 });
    forAll(
      fc.property(anything, anything, anything, (block, action, text) => {
        for (const mark of ['', '1', '2', '1aaaaaa']) {
          decodeListing(mark + block);
          decodePosition({ blockId: block, actionId: action, value: mark + text });
        }
      }),
    );
  });

  test('that names a pipeline or region outside the rules is refused like typed text', () => {
    for (const wrong of [
      { pipelineName: 'a b' },
      { pageSize: 101 },
      { region: 'evil.example' },
      { pipelineName: 'n'.repeat(101) },
    ]) {
      expect(decodeListing(encodeListing({ ...widest, ...wrong }))).toEqual({ fault: 'damaged' });
    }
  });
});

describe('a packed token', () => {
  test('comes back exactly', () => {
    forAll(
      fc.property(fc.oneof(token, fc.string({ unit: 'grapheme' })), (given) => unpackToken(packToken(given)) === given),
    );
  });

  test('of the service takes about half its length', () => {
    forAll(
      fc.property(realToken, (given) => packToken(given).length <= 625),
      { numRuns: 20 },
    );
  });

  test('of printable ASCII takes less than its length', () => {
    forAll(fc.property(printableToken, (given) => packToken(given).length <= given.length * 0.84 + 18));
  });
});
