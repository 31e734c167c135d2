/** `npm run test:node -- 22`: the tests on another Node, fetched from the registry for this run only. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [version, ...rest] = process.argv.slice(2);
if (!/^\d+(\.\d+)*$/.test(version ?? '')) {
  process.stderr.write('Which Node? For example: npm run test:node -- 22\n');
  process.exit(1);
}
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const [, ...command] = scripts.test.split(' ');
const { status } = spawnSync('npx', ['--yes', `node@${version}`, ...command, ...rest], { stdio: 'inherit' });
process.exit(status ?? 1);
