import { readdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

const FOLDER = 'dist';

const { metafile } = await build({
  ...bundleOptions,
  entryPoints: ['src/process/main.ts'],
  outdir: FOLDER,
  metafile: true,
});

// What an older build left goes only now, and chunks are named by their content: a bot that starts meanwhile finds all
// of one build. A bot that still runs from the older one is to be restarted: it may come to want a chunk that is gone.
const written = new Set(Object.keys(metafile.outputs).map((file) => resolve(file)));
for (const entry of await readdir(FOLDER, { recursive: true, withFileTypes: true })) {
  const file = resolve(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(file)) await rm(file);
}
