import { expect, test } from '@jest/globals';
import { loadLatest } from '../../page/elements/load-latest.js';
import type { ChoiceGroup } from '../../page/text/filter-options.js';

const groups = (text: string): ChoiceGroup[] => [{ label: null, options: [{ text, value: text }] }];

function listbox(load: (typed: string) => Promise<ChoiceGroup[]>, minQueryLength = 0) {
  const shown: [ChoiceGroup[], string][] = [];
  return { shown, list: loadLatest({ load, minQueryLength }, (...what) => shown.push(what)) };
}

test('a slow answer to an earlier question is dropped', async () => {
  const answers: Record<string, (found: ChoiceGroup[]) => void> = {};
  const { shown, list } = listbox(
    (typed) =>
      new Promise((resolve) => {
        answers[typed] = resolve;
      }),
  );
  const [first, second] = [list.now('c'), list.now('ch')];
  answers.ch?.(groups('checkout'));
  answers.c?.(groups('stale'));
  await Promise.all([first, second]);
  expect(shown).toEqual([[groups('checkout'), '']]);
});

test('nothing is asked before enough is typed', async () => {
  const { shown, list } = listbox(() => Promise.reject(new Error('asked')), 3);
  await list.now('ch');
  expect(shown).toEqual([[[], 'Type at least 3 characters']]);
});

test('a refusal and an empty answer are said', async () => {
  const refused = listbox(() => Promise.reject(new Error('operation_timeout')));
  await refused.list.now('');
  expect(refused.shown).toEqual([[[], '⚠ operation_timeout']]);
  const empty = listbox(() => Promise.resolve([]));
  await empty.list.now('zzz');
  expect(empty.shown).toEqual([[[], 'No results']]);
});

test('nothing is shown after it was stopped', async () => {
  const { shown, list } = listbox(() => Promise.resolve(groups('late')));
  const asked = list.now('');
  list.stop();
  await asked;
  expect(shown).toEqual([]);
});
