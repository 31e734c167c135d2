import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks } from '../../playground/index.js';
import { AWS_PROBLEMS, AwsProblem } from '../../src/domain/aws-problem.js';
import { helpView, suggestionsView } from '../../src/views/help.js';
import { awsRefusalView, staleButtonView } from '../../src/views/refusal.js';
import { hostileText, listing, name, position } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const problem = fc
  .constantFrom(...AWS_PROBLEMS)
  .map((kind) => new AwsProblem(kind, 'codepipeline:ListActionExecutions', 'X', 'cause'));

test('any refusal is within Slack’s limits, with words and a reference', () => {
  forAll(
    fc.property(problem, listing, position, fc.array(name, { maxLength: 3 }), (given, what, where, names) => {
      const message = awsRefusalView(given, { action: 'next-page', listing: what, position: where }, 'ABC234', names);
      expect(checkBlocks(message.blocks, 'response_url', '/blocks')).toEqual([]);
      expect(message.text).toMatch(/\(reference ABC234\)$/);
      expect(message.text).not.toMatch(/[<>]/);
    }),
  );
});

test('a stale button’s words are within Slack’s limits', () => {
  forAll(
    fc.property(fc.option(listing, { nil: undefined }), (what) => {
      expect(checkBlocks(staleButtonView('ABC234', what).blocks, 'response_url', '/blocks')).toEqual([]);
    }),
  );
});

test('help that repeats what was typed can’t be used to speak for the bot', () => {
  forAll(
    fc.property(hostileText(500), (sentence) => {
      const message = helpView({ sentence: `x${sentence}`, reference: 'ABC234' });
      expect(checkBlocks(message.blocks, 'ephemeral', '/blocks')).toEqual([]);
      expect(message.text.replace(/&lt;|&gt;|&amp;/g, '')).not.toMatch(/[<>]/);
    }),
  );
});

test('suggestions are at most 100, each within an option’s limits, those that begin so first', () => {
  forAll(
    fc.property(
      fc.array(name, { maxLength: 300 }),
      fc.oneof(name, hostileText(50)),
      fc.boolean(),
      (names, typed, more) => {
        const groups = suggestionsView(typed, names, more).option_groups;
        const options = groups.flatMap((group) => group.options);
        expect(options.length).toBeLessThanOrEqual(100);
        for (const text of [...groups.map(({ label }) => label), ...options.map((option) => option.text)]) {
          expect(text.text.length).toBeGreaterThan(0);
          expect(text.text.length).toBeLessThanOrEqual(75);
        }
        for (const { value } of options) expect(value?.length).toBeLessThanOrEqual(75);
      },
    ),
  );
  const labels = suggestionsView('svc', ['my-svc', 'svc-b', 'other', 'svc-a'], false).option_groups[0]?.options.map(
    ({ value }) => value,
  );
  expect(labels).toEqual(['svc-a', 'svc-b', 'my-svc']);
});
