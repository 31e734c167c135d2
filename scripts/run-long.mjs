import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

// `npm run long -- stops 100`: what takes too long for `npm test`, by name, so many times.
const [name = '', times = '10'] = process.argv.slice(2);
const known = readdirSync('test/long').flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
if (!known.includes(name) || !(Number(times) > 0)) {
  console.error(`npm run long -- <name> [times], and the names are ${known.join(', ')}.`);
  process.exit(1);
}
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const { status } = spawnSync(process.execPath, [...jest, '--config', 'jest.long.config.js', `/${name}.test.ts$`], {
  stdio: 'inherit',
  env: { ...process.env, TIMES: times },
});
process.exit(status ?? 1);
