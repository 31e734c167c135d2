import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parseCommand } from '../../src/command-line/parse-command.js';
import { readProjectFile } from '../source-files.js';
import { ACCOUNTS, SLIPS } from './asking.js';
import { catalogue } from './catalogue.js';

const PATH = fileURLToPath(new URL('../../docs/messages.md', import.meta.url));

test('docs/messages.md has every text as the views write it now; npm run messages writes it anew', () => {
  if (process.env.MESSAGES === 'write') writeFileSync(PATH, catalogue());
  expect(catalogue()).toBe(readFileSync(PATH, 'utf8'));
});

/** The kinds of the union in `src/command-line/refusal.ts`. */
const kinds = [...readProjectFile('src/command-line/refusal.ts').matchAll(/kind: '([a-z-]+)'/g)].map(
  ([, kind]) => kind,
);

test('it has a slip of every kind', () => {
  const shown = SLIPS.map((typed) => parseCommand(typed, ACCOUNTS)).map((command) =>
    command.kind === 'refused' ? command.refusal.kind : command.kind,
  );
  expect(kinds.length).toBeGreaterThan(30);
  expect(kinds.filter((kind) => !shown.includes(kind as never))).toEqual([]);
});

/** English that reads as translated, seen in earlier versions, and words that only this program would use. */
const TRANSLATED =
  /hears? of|subscribed nothing|had failed in|one word too many|gave no|slip of the pen|answers later by|token is no longer valid|keepers|\bwhoever\b|somebody|Failed (?:Today|Yesterday)|The word behind|\bis none\b/i;

test('nothing in it reads as translated, and nothing is said twice in two ways', () => {
  expect(
    catalogue()
      .split('\n')
      .filter((line) => TRANSLATED.test(line)),
  ).toEqual([]);
});
