/** How esbuild bundles every program that is run or measured as the bot is; the caller says which, and where to. */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // What is imported dynamically gets files of its own, which are read when that is needed.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // AWS publishes its packages as ES modules too, of which only what is used goes in; Node's own choice takes all.
  mainFields: ['module', 'main'],
  sourcemap: true,
  sourcesContent: false,
  // Bundled CommonJS packages still call require for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
};
