import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks } from '../../playground/index.js';
import { parseCommand } from '../../src/command-line/parse-command.js';
import type { Refusal } from '../../src/command-line/refusal.js';
import { AWS_PROBLEMS, AwsProblem } from '../../src/domain/aws-problem.js';
import { commandRefusalView } from '../../src/views/command-refusal.js';
import { helpView, pickView } from '../../src/views/help.js';
import { suggestionsView } from '../../src/views/picker.js';
import { isSlip } from '../../src/views/problem.js';
import { awsRefusalView, staleButtonView } from '../../src/views/refusal.js';
import { hostileText, listing, name, position } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const problem = fc
  .constantFrom(...AWS_PROBLEMS)
  .map((kind) => new AwsProblem(kind, 'codepipeline:ListActionExecutions', 'X', 'cause'));

test('any refusal is within Slack’s limits, with words, and with a reference where something is broken', () => {
  forAll(
    fc.property(problem, listing, position, fc.array(name, { maxLength: 3 }), (given, what, where, names) => {
      const message = awsRefusalView(given, { action: 'next-page', listing: what, position: where }, 'ABC234', names);
      expect(checkBlocks(message.blocks, 'response_url', '/blocks')).toEqual([]);
      expect(message.text.endsWith(' (reference ABC234)')).toBe(!isSlip(given));
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

/** Texts typed by people who mean no good, parsed as they would be. */
const refused = fc
  .tuple(fc.constantFrom('', 'my-pipeline --', 'subscribe ', 'x --filter ', 'x --region '), hostileText(500))
  .map(([before, text]) => ({ typed: before + text, command: parseCommand(before + text) }));

test('a refusal that repeats what was typed can’t be used to speak for the bot', () => {
  const guess = { pipelineName: 'n'.repeat(100), region: 'eu-west-1' };
  forAll(
    fc.property(refused, ({ typed, command }) => {
      const refusal: Refusal = command.kind === 'refused' ? command.refusal : { kind: 'branch', given: typed };
      const message = commandRefusalView({ kind: 'refused', refusal, isQuestion: true, guess }, typed);
      expect(checkBlocks(message.blocks, 'ephemeral', '/blocks')).toEqual([]);
      expect(message.text.replace(/&lt;|&gt;|&amp;/g, '')).not.toMatch(/[<>]/);
      expect(message.text.length).toBeLessThan(700);
    }),
  );
});

test('help, and what the bare command shows', () => {
  for (const message of [helpView(), pickView()]) {
    expect(checkBlocks(message.blocks, 'ephemeral', '/blocks')).toEqual([]);
    expect(message.text).not.toMatch(/[<>]/);
  }
});

test('suggestions are at most 100, each within an option’s limits, those that begin so first', () => {
  forAll(
    fc.property(
      fc.array(name, { maxLength: 300 }),
      fc.oneof(name, hostileText(50)),
      fc.boolean(),
      (names, typed, more) => {
        const groups = suggestionsView(typed, { names, more, unread: [] }).option_groups;
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
  const labels = suggestionsView('svc', {
    names: ['my-svc', 'svc-b', 'other', 'svc-a'],
    more: false,
    unread: [],
  }).option_groups[0]?.options.map(({ value }) => value);
  expect(labels).toEqual(['svc-a', 'svc-b', 'my-svc']);
});
