import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { executionUrl, pipelineUrl } from '../../src/views/console-links.js';
import { logStreamUrl, objectUrl } from '../../src/views/console-places.js';
import { cut, oneLine, shortId } from '../../src/views/text.js';
import { forAll } from '../for-all.js';

const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units));
const FAMILY = '👩‍👩‍👧‍👦';

describe('what is cut', () => {
  test('is cut between what a reader takes for characters', () => {
    expect(cut(`ab${FAMILY}c`, 6)).toBe('ab…');
    expect(cut(`${FAMILY}${FAMILY}`, FAMILY.length + 1)).toBe(`${FAMILY}…`);
    expect(shortId(`1234567${FAMILY}`)).toBe('1234567');
    expect(shortId('1b2c3d4e-5f60')).toBe('1b2c3d4e');
  });

  test('never is longer than asked for, nor holds half a character', () => {
    forAll(
      fc.property(anyUnits, fc.integer({ min: 1, max: 50 }), (text, length) => {
        const kept = cut(text.toWellFormed(), length);
        expect(kept.length).toBeLessThanOrEqual(length);
        expect(kept.isWellFormed()).toBe(true);
        expect(oneLine(text).isWellFormed()).toBe(true);
        expect(shortId(text).isWellFormed()).toBe(true);
      }),
    );
  });
});

test('a link can be made of any name, halves of characters included', () => {
  forAll(
    fc.property(anyUnits, (name) => {
      const urls = [
        pipelineUrl('eu-west-1', name),
        executionUrl('eu-west-1', name, name),
        objectUrl('eu-west-1', { bucket: 'artifacts', key: `k${name}` }),
        logStreamUrl(
          `arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s${name.replaceAll(/[\n\r\u2028\u2029]/g, '')}`,
        ),
      ];
      for (const url of urls) expect(URL.canParse(url ?? '')).toBe(true);
    }),
  );
});
