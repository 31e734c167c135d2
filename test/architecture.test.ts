import { describe, expect, test } from '@jest/globals';
import { AWS_PROBLEMS } from '../src/domain/aws-problem.js';
import { importsOf, packagesAtStart, readImportTable, unusedArrows, wrongImports } from './import-table.js';
import { readProjectFile, readSources, type SourceFile } from './source-files.js';

const source = readSources('src');
const parts = readImportTable(readProjectFile('docs/architecture.md'));

describe('imports', () => {
  test('are those of the table in docs/architecture.md', () => {
    expect(wrongImports(parts, source)).toEqual([]);
  });

  test('use every arrow of the table', () => {
    expect(unusedArrows(parts, source)).toEqual([]);
    const withoutViews = source.filter(({ path }) => !path.startsWith('src/views/'));
    expect(unusedArrows(parts, withoutViews)).toContain('views → types of use-cases');
  });

  test.each([
    ['src/use-cases/x.ts', "import { WebClient } from '@slack/web-api';", 'use-cases imports @slack/web-api'],
    ['src/use-cases/x.ts', "import { helpView } from '../views/help.js';", 'use-cases imports views'],
    ['src/use-cases/x.ts', "import type { Table } from '../gateways/dynamo-table.js';", 'use-cases imports gateways'],
    ['src/views/x.ts', "import { readFile } from 'node:fs/promises';", 'views imports node:fs/promises'],
    [
      'src/views/x.ts',
      "import {\n  listPage,\n} from '../use-cases/list-page.js';",
      'views imports more than types of',
    ],
    ['src/listeners/x.ts', "const sdk = await import('@aws-sdk/client-codepipeline');", 'listeners imports @aws-sdk'],
    ['src/gateways/x.ts', "export * from '../listeners/index.js';", 'gateways imports listeners'],
    ['src/domain/x.ts', "import { z } from 'zod';", 'domain imports zod'],
    ['src/listeners/x.ts', "import '../../playground/main.js';", 'listeners imports playground'],
  ])('a wrong arrow in %s is found: %s', (path, code, found) => {
    expect(wrongImports(parts, [{ path, code }])).toEqual([expect.stringContaining(found)]);
  });

  test('a type where only types are allowed is no wrong arrow', () => {
    const code = "import { type ListedPage } from '../use-cases/list-page.js';";
    expect(wrongImports(parts, [{ path: 'src/views/x.ts', code }])).toEqual([]);
  });

  test('a bot that announces nothing starts without the clients of announcing', () => {
    const early = packagesAtStart('src/process/main.ts', source);
    expect(early).toContain('@aws-sdk/client-codepipeline');
    const late = ['client-cloudwatch-logs', 'client-codebuild', 'client-dynamodb', 'client-sqs', 'lib-dynamodb'];
    expect(late.filter((name) => early.has(`@aws-sdk/${name}`))).toEqual([]);
    expect(packagesAtStart('src/process/start-announcing.ts', source)).toContain('@aws-sdk/client-sqs');
  });

  test('tests and benches enter the playground by its index.ts alone', () => {
    const pastIndex = (files: SourceFile[]) =>
      files
        .flatMap(importsOf)
        .filter(({ to }) => to.startsWith('playground/') && to !== 'playground/index.ts')
        .map(({ from, to }) => `${from} imports ${to}`);
    expect(pastIndex([...readSources('test'), ...readSources('bench')])).toEqual([]);
    const planted = { path: 'bench/x.ts', code: "import { freePort } from '../playground/free-port.js';" };
    expect(pastIndex([planted])).toHaveLength(1);
  });

  test('the playground knows the program by its settings alone', () => {
    const intoSource = (files: SourceFile[]) => files.flatMap(importsOf).filter(({ to }) => to.startsWith('src/'));
    expect(intoSource(readSources('playground'))).toEqual([]);
    const planted = { path: 'playground/x.ts', code: "import { startBot } from '../src/process/start-bot.js';" };
    expect(intoSource([planted])).toHaveLength(1);
  });
});

/** Ids of commands, buttons and views: constants in capitals that hold one word. */
function idsOf(files: SourceFile[]): string[] {
  return files.flatMap(({ code }) =>
    [...code.matchAll(/^export const [A-Z_]+ = '(\/?[a-z]+(?:-[a-z]+)+)';$/gm)].map(([, id = '']) => id),
  );
}

/** How often each id is spelled, other than as a file's name. */
const spellings = (files: SourceFile[], id: string): number =>
  files.reduce((sum, { code }) => sum + code.split(`'${id}'`).length - 1, 0);

/** Listeners registered, or elements shown, by a string of their own. */
const literalIds = (files: SourceFile[]): string[] =>
  files.flatMap(({ path, code }) =>
    [...code.matchAll(/app\.(?:action|command|options|view|shortcut)\(\s*'|(?:action_id|callback_id):\s*['"`]/g)].map(
      ([found]) => `${path}: ${found}`,
    ),
  );

describe('ids', () => {
  const shown = source.filter(({ path }) => path.startsWith('src/views/'));

  test('each is spelled once, beside the view that shows it', () => {
    const ids = idsOf(shown);
    expect(ids).toContain('/pipeline-actions');
    expect(ids).toContain('next-page');
    expect(ids.filter((id) => spellings(source, id) !== 1)).toEqual([]);
    expect(literalIds(source)).toEqual([]);
  });

  test('a second spelling is found', () => {
    const again = { path: 'src/listeners/x.ts', code: "app.action('next-page', turnPage(bot));" };
    expect(spellings([...source, again], 'next-page')).toBe(2);
    expect(literalIds([again])).toHaveLength(1);
    expect(literalIds([{ path: 'src/views/x.ts', code: "{ action_id: 'next-page' }" }])).toHaveLength(1);
  });
});

const SECRET = /token|secret|password|signature|credential|responseUrl|response_url/i;

/** Identifiers in a call of the log whose names say that they should not be there. */
function secretsLogged(files: SourceFile[]): string[] {
  return files.flatMap(({ path, code }) =>
    [...code.matchAll(/\blog(?:ger)?(?:\.(?:trace|debug|info|warn|error|fatal)|\[level\])\(([\s\S]*?)\);/g)]
      .map(([, given = '']) => given.replaceAll(/'[^']*'/g, ''))
      .filter((given) => SECRET.test(given))
      .map((given) => `${path}: ${given.trim()}`),
  );
}

test('nothing that is named like a secret is handed to the log', () => {
  expect(secretsLogged(source)).toEqual([]);
  const planted = { path: 'src/x.ts', code: "bot.log.info({ ref, value: action.nextToken }, 'clicked');" };
  expect(secretsLogged([planted])).toHaveLength(1);
});

/** Literals of three words and more that begin as a sentence does; what is thrown is for the log. */
function sentencesIn(files: SourceFile[]): string[] {
  return files.flatMap(({ path, code }) =>
    [...code.replaceAll(/throw new \w+\([^;]*;/g, '').matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
      .map(([, plain, template = '']) => plain ?? template.replaceAll(/\$\{[^}]*\}/g, 'X'))
      .filter(
        (words) => /^[A-Z].*[a-z]/.test(words) && words.split(/\s+/).filter((word) => /[a-z]/i.test(word)).length > 2,
      )
      .map((words) => `${path}: ${words}`),
  );
}

/** Words for kinds of problems: a map or a switch that names several of them beside text. */
const problemWords = (files: SourceFile[]): string[] =>
  files
    .filter(({ code }) => AWS_PROBLEMS.filter((kind) => new RegExp(`'?${kind}'?: (\\(|'[A-Zn])`).test(code)).length > 1)
    .map(({ path }) => path);

describe('words', () => {
  test('every sentence that a person reads is in views', () => {
    const others = source.filter(({ path }) => /^src\/(listeners|command-line|use-cases)\//.test(path));
    expect(sentencesIn(others)).toEqual([]);
  });

  test.each(["const message = refusalView('Type the whole name.');", 'const said = `There is no pipeline here`;'])(
    'a sentence outside is found: %s',
    (code) => {
      expect(sentencesIn([{ path: 'src/listeners/x.ts', code }])).toHaveLength(1);
    },
  );

  test('one place turns a problem into words', () => {
    expect(problemWords(source)).toEqual(['src/views/problem.ts']);
    const planted = { path: 'src/x.ts', code: "const W = { throttled: 'AWS is busy', unreachable: 'no AWS' };" };
    expect(problemWords([planted])).toEqual(['src/x.ts']);
  });
});

/** Calls of a vendor's client; a client that is only handed on is none. */
const vendorCalls = (files: SourceFile[]): string[] =>
  files.flatMap(({ path, code }) =>
    [
      ...code.matchAll(
        /\bclient\.(?!on(?:ce)?\b)\w+|\bnew (?:WebClient|\w+(?<!Slack)Client)\(|\bfetch\(|\.send\(new /g,
      ),
    ].map(([found]) => `${path}: ${found}`),
  );

test('only gateways call a vendor’s client, so that every call is in a trace', () => {
  expect(vendorCalls(source.filter(({ path }) => !path.startsWith('src/gateways/')))).toEqual([]);
  const planted = { path: 'src/listeners/x.ts', code: 'const answer = await client.conversations.info({ channel });' };
  expect(vendorCalls([planted])).toHaveLength(1);
});
