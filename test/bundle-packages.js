import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../scripts/bundle-options.mjs';

// Not dynalite: it requires files by computed names, and native code beside its own.
const PACKAGES = [
  '@aws-sdk/client-cloudwatch-logs',
  '@aws-sdk/client-codebuild',
  '@aws-sdk/client-codepipeline',
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-sqs',
  '@aws-sdk/client-sts',
  '@aws-sdk/lib-dynamodb',
  '@smithy/core/schema',
  '@smithy/core/transport',
  '@slack/bolt',
  '@slack/web-api',
  'date-fns',
  'fast-check',
  'fauxqs',
  'pino',
  'prom-client',
  'undici',
  'yaml',
  'zod',
];

const ROOT = dirname(import.meta.dirname);
const madeOf = ['package-lock.json', 'scripts/bundle-options.mjs', 'test/bundle-packages.js'];
const digest = createHash('sha256').update(process.version);
for (const file of madeOf) digest.update(readFileSync(join(ROOT, file)));
const FOLDER = join(ROOT, 'node_modules/.cache/test-packages', digest.digest('hex').slice(0, 16));

/** Where each package is found, as Jest's moduleNameMapper takes it. */
export const bundledPackages = { [`^(${PACKAGES.join('|')})$`]: join(FOLDER, '$1.mjs') };

/**
 * Puts the same packages into few files: Jest loads each file anew for every test file, and Bolt and the AWS SDK have
 * hundreds. What they share goes into chunks, so that each module exists once, as it does unbundled.
 */
export default async function bundlePackages() {
  if (existsSync(FOLDER)) return;
  const fresh = `${FOLDER}-${process.pid}`;
  const entryPoints = {};
  for (const name of PACKAGES) {
    const entry = join(fresh, 'entries', `${name}.js`);
    const names = Object.keys(await import(name)).filter((one) => /^[\w$]+$/.test(one));
    mkdirSync(dirname(entry), { recursive: true });
    writeFileSync(entry, `export { ${names.join(', ')} } from '${name}';\n`);
    entryPoints[name] = entry;
  }
  // Without fields and conditions of its own, esbuild chooses the files that Node does.
  await build({ ...bundleOptions, mainFields: ['main'], conditions: [], entryPoints, outdir: fresh, sourcemap: false });
  try {
    renameSync(fresh, FOLDER);
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(FOLDER)) throw error;
    rmSync(fresh, { recursive: true });
  }
}
