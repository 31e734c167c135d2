import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { withSection } from './with-section.mjs';

// `npm run long -- stops 100`: what takes too long for `npm test`, by name, so many times.
const [name = '', given] = process.argv.slice(2);
// A soak counts minutes.
const times = given ?? (name === 'soak' ? '60' : '10');
const known = readdirSync('test/long').flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
if (!known.includes(name) || !(Number(times) > 0)) {
  console.error(`npm run long -- <name> [times], and the names are ${known.join(', ')}.`);
  process.exit(1);
}
const DOCUMENT = 'docs/reliability.md';
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const load = loadavg()[0].toFixed(1);
const start = Date.now();
const { status } = spawnSync(process.execPath, [...jest, '--config', 'jest.long.config.js', `/${name}.test.ts$`], {
  stdio: 'inherit',
  env: { ...process.env, TIMES: times },
});
if (status === 0 && process.env.WRITE_DOCS) noteRun();
process.exit(status ?? 1);

/** Puts the run into the table of those that passed, in the place of the one before. */
function noteRun() {
  const command = `| \`npm run long -- ${name} `;
  const day = new Date(start).toISOString().slice(0, 10);
  const seconds = Math.round((Date.now() - start) / 1000);
  const row = `${command}${times}\` | ${day} | ${seconds} s | ${load} |`;
  const head = ['| Passed | On | Took | Load average before |', '| --- | --- | ---: | ---: |'];
  const written = withSection(readFileSync(DOCUMENT, 'utf8'), 'runs', (table) => {
    const others = table.split('\n').filter((line) => line.startsWith('| `') && !line.startsWith(command));
    return `\n${[...head, ...[...others, row].sort()].join('\n')}\n\n`;
  });
  writeFileSync(DOCUMENT, written);
}
