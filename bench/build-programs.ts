import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from '../scripts/bundle-options.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface Programs {
  /** As shipped. */
  bot: string;
  bareBolt: string;
  bareCalls: string;
  bareLoop: string;
  /** Preloaded into the others. */
  reportUsage: string;
  /** A folder for files of a run. */
  folder: string;
  remove(): Promise<void>;
}

/** Bundles the floors as `scripts/build.mjs` bundles the bot, whose bundle must exist already. */
export async function buildPrograms(): Promise<Programs> {
  const folder = await mkdtemp(join(tmpdir(), 'pipeline-actions-bench-'));
  await build({
    ...bundleOptions,
    entryPoints: ['bare-bolt', 'bare-calls', 'bare-loop', 'report-usage'].map((name) => here(`floors/${name}.ts`)),
    outdir: folder,
  });
  return {
    bot: here('../dist/main.mjs'),
    bareBolt: join(folder, 'bare-bolt.mjs'),
    bareCalls: join(folder, 'bare-calls.mjs'),
    bareLoop: join(folder, 'bare-loop.mjs'),
    reportUsage: join(folder, 'report-usage.mjs'),
    folder,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
