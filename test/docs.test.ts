import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readProjectFile } from './source-files.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCS = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const pages = DOCS.map((path) => ({ path, text: readProjectFile(path) }));

/** Links and pictures that lead to nothing. */
const deadLinks = ({ path, text }: { path: string; text: string }) =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
    .map(([, to = '']) => posix.join(posix.dirname(path), to))
    .filter((to) => !existsSync(ROOT + to));

/** Scripts that are told to be run and are none. */
function unknownScripts({ text }: { text: string }): string[] {
  const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
  return [...text.matchAll(/npm (?:run )?((?!ci\b|run\b|install\b)[a-z]+(?::[a-z]+)*)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !scripts[name]);
}

/** Files that are named in the text as code and are not there. */
const lostFiles = ({ text }: { text: string }) =>
  [...text.matchAll(/`((?:src|test|deploy|scripts|docs)\/[\w./-]+)`/g)]
    .map(([, file = '']) => file)
    .filter((file) => !existsSync(ROOT + file));

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_, page) => {
  test('leads somewhere, and names scripts and files that exist', () => {
    expect({ links: deadLinks(page), scripts: unknownScripts(page), files: lostFiles(page) }).toEqual({
      links: [],
      scripts: [],
      files: [],
    });
  });
});

test('what leads nowhere is found', () => {
  const page = { path: 'docs/x.md', text: '[gone](gone.md) `npm run gone` `src/gone.ts` npm ci && npm test' };
  expect([deadLinks(page), unknownScripts(page), lostFiles(page)]).toEqual([
    ['docs/gone.md'],
    ['gone'],
    ['src/gone.ts'],
  ]);
});

test('CI runs the README’s test command, word for word', () => {
  const [, command = ''] = /```\n(npm ci && npm test)\n```/.exec(readProjectFile('README.md')) ?? [];
  expect(command).not.toBe('');
  expect(readProjectFile('.ci/run')).toContain(command);
});

test.each(readdirSync(`${ROOT}.github/workflows`))('the workflow %s pins what it uses by commit', (name) => {
  const used = [...readProjectFile(`.github/workflows/${name}`).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(used).not.toEqual([]);
  for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/);
});
