import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { byChannel, isNameOrPattern, matches, type Subscription } from '../../src/domain/subscription.js';
import { name } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const part = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 4 });

test('a pattern fits exactly what the same pattern as a regular expression fits', () => {
  const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('*'));
  forAll(
    fc.property(pattern, fc.array(part, { maxLength: 5 }), (wanted, given) => {
      const typed = given.join('');
      const expected = new RegExp(`^${wanted.replaceAll('*', '.*')}$`).test(typed);
      expect(matches(wanted, typed)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['svc-*', 'svc-a', true],
  ['svc-*', 'svc-', true],
  ['svc-*', 'svc', false],
  ['*', 'anything', true],
  ['*-prod', 'svc-prod-eu', false],
  ['a*a', 'a', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*b', 'a-b', false],
  ['svc.*', 'svcx', false],
])('%s and %s: %s', (pattern, typed, expected) => {
  expect(matches(pattern, typed)).toBe(expected);
});

test('fifty stars do not take longer than one', () => {
  const start = performance.now();
  expect(matches(`${'a*'.repeat(49)}b`, 'a'.repeat(100))).toBe(false);
  expect(performance.now() - start).toBeLessThan(50);
});

test('every name that the service takes can be subscribed, nothing longer and nothing else', () => {
  forAll(fc.property(name, (given) => expect(isNameOrPattern(given)).toBe(true)));
  for (const wrong of ['', 'a b', 'a/b', 'ä', 'x'.repeat(101), '*'.repeat(101)])
    expect(isNameOrPattern(wrong)).toBe(false);
});

test('of several subscriptions of a channel the most exact comes first', () => {
  const one = (pipeline: string, channel = 'C1'): Subscription => ({
    region: 'eu-west-1',
    pipeline,
    channel,
    on: 'broken',
    subscribedBy: 'U1',
    shared: false,
  });
  const found = byChannel([one('*'), one('svc-a'), one('svc-*'), one('s*', 'C2'), one('svc*', 'C2')]);
  expect([...found].map(([channel, all]) => [channel, all.map(({ pipeline }) => pipeline)])).toEqual([
    ['C1', ['svc-a', 'svc-*', '*']],
    ['C2', ['svc*', 's*']],
  ]);
});
