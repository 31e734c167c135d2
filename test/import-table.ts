import { posix } from 'node:path';
import type { SourceFile } from './source-files.js';

/** What a part of `src/` may import: other parts and packages, each whole or only its types. */
export interface Part {
  /** The name of its folder in `src/`. */
  name: string;
  imports: Map<string, 'all' | 'types'>;
  packages: Map<string, 'all' | 'types'>;
}

export interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
  isDynamic: boolean;
}

/** The table under “Who imports whom”: `name` stands for the whole, *`name`* for its types. */
export function readImportTable(markdown: string): Part[] {
  const [, section = ''] = markdown.split('## Who imports whom');
  const rows =
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? [];
  return rows.slice(1).map((row) => {
    const [, name = '', imports = '', packages = ''] = row.split('|').map((cell) => cell.trim());
    return {
      name: name.replace(/^`(.*)\/`$/, '$1'),
      imports: readNames(imports),
      packages: readNames(packages),
    };
  });
}

const readNames = (cell: string) =>
  new Map([...cell.matchAll(/(\*?)`([^`]+)`/g)].map(([, star, name = '']) => [name, star ? 'types' : 'all'] as const));

/** Every import and re-export of a file, dynamic ones included; relative ones as paths inside the project. */
export function importsOf({ path, code }: SourceFile): Import[] {
  const statements = [...code.matchAll(/^\s*(?:import|export)\s+(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm)];
  const dynamic = [...code.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)];
  return [
    ...statements.map(([, clause = '', to = '']) => ({
      from: path,
      to: resolve(path, to),
      typesOnly: isTypes(path, clause),
      isDynamic: false,
    })),
    ...dynamic.map(([, to = '']) => ({ from: path, to: resolve(path, to), typesOnly: false, isDynamic: true })),
  ];
}

const resolve = (from: string, to: string) =>
  to.startsWith('.') ? posix.join(posix.dirname(from), to).replace(/\.js$/, '.ts') : to;

function isTypes(path: string, clause: string): boolean {
  if (path.endsWith('.d.ts') || /^type\b/.test(clause)) return true;
  const names = /^\{([^}]*)\}$/
    .exec(clause.trim())?.[1]
    ?.split(',')
    .filter((name) => name.trim() !== '');
  return names?.length !== undefined && names.length > 0 && names.every((name) => /^\s*type\s/.test(name));
}

/** Modules of Node that neither do I/O nor keep time: anyone may use them. */
const PURE = /^node:(buffer|crypto|path|querystring|url|util|zlib)$/;

interface Arrow {
  from: string;
  /** The part whose file it is in. */
  part: Part | undefined;
  /** Another part, or a package. */
  to: string;
  typesOnly: boolean;
  isPart: boolean;
}

/** What each part imports of others, one arrow for each import. */
function arrowsOf(parts: Part[], files: SourceFile[]): Arrow[] {
  return files
    .flatMap(importsOf)
    .filter(({ to }) => !PURE.test(to))
    .map(({ from, to, typesOnly }) => {
      const isPart = to.startsWith('src/');
      const name = isPart ? (partOf(parts, to)?.name ?? to) : packageOf(to);
      return { from, part: partOf(parts, from), to: name, typesOnly, isPart };
    })
    .filter(({ part, to }) => part?.name !== to);
}

/** Each arrow that the table does not have, in words. */
export const wrongImports = (parts: Part[], files: SourceFile[]): string[] =>
  arrowsOf(parts, files).flatMap(({ from, part, to, typesOnly, isPart }) => {
    const allowed = (isPart ? part?.imports : part?.packages)?.get(to);
    if (allowed === 'all' || (allowed === 'types' && typesOnly)) return [];
    return [`${part?.name} imports ${allowed === 'types' ? 'more than types of ' : ''}${to}: ${from}`];
  });

/** Each arrow of the table that no file needs, in words. */
export function unusedArrows(parts: Part[], files: SourceFile[]): string[] {
  const arrows = arrowsOf(parts, files);
  const used = (part: Part, to: string, allowed: 'all' | 'types') =>
    arrows.some((arrow) => arrow.part === part && arrow.to === to && arrow.typesOnly === (allowed === 'types'));
  return parts.flatMap((part) =>
    [...part.imports, ...part.packages]
      .filter(([to, allowed]) => !used(part, to, allowed))
      .map(([to, allowed]) => `${part.name} → ${allowed === 'types' ? 'types of ' : ''}${to}`),
  );
}

/** The packages that are read before the first line of `entry` runs. */
export function packagesAtStart(entry: string, files: SourceFile[]): Set<string> {
  const reached = new Set([entry]);
  // A set gives what is added while it is gone through, too.
  for (const at of reached) {
    const imports = files.filter(({ path }) => path === at).flatMap(importsOf);
    for (const { to, typesOnly, isDynamic } of imports) if (!typesOnly && !isDynamic) reached.add(to);
  }
  return new Set([...reached].filter((name) => !name.startsWith('src/')).map(packageOf));
}

/** The part in whose folder a path lies; a file loose in `src/` is in none. */
const partOf = (parts: Part[], path: string): Part | undefined =>
  parts.find(({ name }) => path.startsWith(`src/${name}/`));

/** `@aws-sdk/client-sqs/x` → `@aws-sdk/client-sqs`. */
const packageOf = (specifier: string): string =>
  specifier.startsWith('node:') ? specifier : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
