import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readProjectFile } from './source-files.js';

interface Locked {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  dev?: boolean;
  devOptional?: boolean;
}

const LIST = 'docs/licences.md';
/** Licences that ask for nothing but their own text, which the packages bring. */
const TAKEN =
  /^(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|MIT OR Apache-2\.0|Apache-2\.0 AND MIT|\(MIT OR CC0-1\.0\))$/;

const { packages } = JSON.parse(readProjectFile('package-lock.json')) as { packages: Record<string, Locked> };
/** Everything from a registry: not the project itself, nor its workspace. */
const foreign = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);

function licenceOf(path: string): string {
  const { license, licenses } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8')) as {
    license?: unknown;
    licenses?: { type: string }[];
  };
  const said = license ?? licenses?.[0];
  return typeof said === 'string' ? said : String((said as { type?: string } | undefined)?.type);
}
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

describe('what is installed', () => {
  test('is held to a hash by the lockfile, and to no address', () => {
    expect(foreign.length).toBeGreaterThan(100);
    expect(foreign.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    expect(foreign.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('has a licence that asks for no more than its text', () => {
    const there = foreign.filter(([path]) => existsSync(`${path}/package.json`));
    expect(
      there.filter(([path]) => !TAKEN.test(licenceOf(path))).map(([path]) => `${path}: ${licenceOf(path)}`),
    ).toEqual([]);
  });

  test(`and runs in production is listed in ${LIST}`, () => {
    const shipped = foreign.filter(([, { dev, devOptional }]) => !dev && !devOptional);
    const rows = new Set(shipped.map(([path, { version }]) => `| ${nameOf(path)} | ${version} | ${licenceOf(path)} |`));
    const list = `# Licences\n\nWhat \`npm ci --omit=dev\` installs, and what is bundled of it. \`test/dependencies.test.ts\` holds this list against the lockfile.\n\n| Package | Version | Licence |\n|---|---|---|\n${[...rows].sort().join('\n')}\n`;
    if (process.env.WRITE_DOCS) writeFileSync(LIST, list);
    expect(readProjectFile(LIST)).toBe(list);
  });
});
