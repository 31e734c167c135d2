import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeWellFormed } from '../../src/domain/well-formed.js';
import { forAll } from '../for-all.js';

/** Any UTF-16, halves of characters included. */
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units));
const data = fc.jsonValue({ noUnicodeString: false, depthSize: 'small' });

test('half a character becomes the mark for one that can’t be read, wherever it stands', () => {
  const half = '\ud83d';
  expect(makeWellFormed({ text: `a${half}`, list: [half, { deep: `${half}🚀` }], count: 1, none: null })).toEqual({
    text: 'a\ufffd',
    list: ['\ufffd', { deep: '\ufffd🚀' }],
    count: 1,
    none: null,
  });
  expect(makeWellFormed(half)).toBe('\ufffd');
});

test('no text of any data is anything but well-formed afterwards, and what was well-formed is the same', () => {
  forAll(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(anyUnits, fc.array(anyUnits), fc.record({ a: anyUnits }))),
      (any) => {
        const made = makeWellFormed(structuredClone(any));
        JSON.stringify(made, (_, value) => {
          if (typeof value === 'string') expect(value.isWellFormed()).toBe(true);
          return value;
        });
      },
    ),
  );
  forAll(fc.property(data, (any) => expect(makeWellFormed(structuredClone(any))).toEqual(any)));
});
