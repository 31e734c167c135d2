import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface SourceFile {
  /** Relative to the project, such as `src/views/page.ts`. */
  path: string;
  /** Without comments. */
  code: string;
}

/** Every TypeScript file below a folder of the project. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ path: relative(ROOT, path), code: withoutComments(readFileSync(path, 'utf8')) }));
}

export const readProjectFile = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Comments in the places where this code base has them: lines of their own, and the ends of lines behind a space. */
const withoutComments = (code: string): string =>
  code.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/(^|\s)\/\/ .*$/gm, '$1');
