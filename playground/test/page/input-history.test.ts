import { expect, test } from '@jest/globals';
import { createInputHistory } from '../../page/parts/input-history.js';

test('up goes back through what was sent, down comes back to the empty field', () => {
  const history = createInputHistory();
  for (const text of ['/a', '/b', '/b']) history.add(text);
  expect(history.recall(-1, '')).toBe('/b');
  expect(history.recall(-1, '/b')).toBe('/a');
  expect(history.recall(-1, '/a')).toBeNull();
  expect(history.recall(1, '/a')).toBe('/b');
  expect(history.recall(1, '/b')).toBe('');
});

test('arrows in a text of one’s own are the field’s', () => {
  const history = createInputHistory();
  history.add('/a');
  expect(history.recall(-1, 'a draft')).toBeNull();
});

test('after an emptied recall, up starts at the newest again', () => {
  const history = createInputHistory();
  for (const text of ['/a', '/b']) history.add(text);
  history.recall(-1, '');
  history.recall(-1, '/b');
  expect(history.recall(-1, '')).toBe('/b');
});
