import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PatternProblem, parsePatterns, valuesFor } from '../../src/domain/pipeline-patterns.js';
import { forAll } from '../for-all.js';

describe('patterns that give values to pipelines', () => {
  test('are read with the spaces and line ends that people put between them', () => {
    expect(parsePatterns(' payments-* = S0123, U0456 ;\n *=S0789;')).toEqual([
      { pattern: 'payments-*', values: ['S0123', 'U0456'] },
      { pattern: '*', values: ['S0789'] },
    ]);
    expect(parsePatterns('')).toEqual([]);
  });

  test.each(['payments', 'payments=', '=S1', 'pay ments=S1', 'payments-*=,', 'a/b=S1', 'a=S1;b'])(
    'a part without a pattern or a value is refused and quoted: %s',
    (text) => {
      expect(() => parsePatterns(text)).toThrow(PatternProblem);
      expect(() => parsePatterns(text)).toThrow(text.split(';').at(-1));
    },
  );

  test('the first that matches counts, and only that', () => {
    const patterns = parsePatterns('payments-*=A;*-prod=B,C;search=D');
    expect(valuesFor(patterns, 'payments-prod')).toEqual(['A']);
    expect(valuesFor(patterns, 'search-prod')).toEqual(['B', 'C']);
    expect(valuesFor(patterns, 'search')).toEqual(['D']);
    expect(valuesFor(patterns, 'Search')).toBeUndefined();
    expect(valuesFor([], 'search')).toBeUndefined();
  });

  test.each([
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-bb-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*b*b', 'b', false],
    ['a.b', 'a-b', false],
    ['**', 'x', true],
    ['*x*', 'yyx', true],
  ])('%s against %s: %s', (pattern, name, isMatch) => {
    expect(valuesFor([{ pattern, values: ['V'] }], name) !== undefined).toBe(isMatch);
  });

  test('match as the regular expression that says the same', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    forAll(
      fc.property(text, text, (pattern, name) => {
        const escaped = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
        const expected = new RegExp(`^${escaped}$`).test(name);
        expect(valuesFor([{ pattern, values: ['V'] }], name) !== undefined).toBe(expected);
      }),
    );
  });
});

test('a pattern with an account is for that account alone, one without for all of them', () => {
  const patterns = parsePatterns('team-*:pay=S1;own:pay=S2;data:*=S3;docs=S4');
  const of = (name: string) => valuesFor(patterns, name)?.[0];
  expect(['team-02:pay', 'own:pay', 'pay', 'data:x', 'x', 'docs', 'data:docs', 'team-02:docs'].map(of)).toEqual([
    ...['S1', 'S2', 'S2', 'S3', undefined, 'S4', 'S3', 'S4'],
  ]);
  expect(() => parsePatterns(':pay=S1')).toThrow('is not of the form');
  expect(() => parsePatterns('team:=S1')).toThrow('is not of the form');
});
