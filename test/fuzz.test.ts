import { test } from '@jest/globals';
import { FUZZED, fuzz } from './fuzzing.js';

/** As many as take a second or two; `npm run long -- fuzz 100000` does more. */
const RUNS: Record<keyof typeof FUZZED, number> = {
  'command lines': 1000,
  pages: 60,
  payloads: 1000,
  cursors: 1000,
  'changed cursors': 500,
};

test.each(Object.keys(FUZZED) as (keyof typeof FUZZED)[])('nothing breaks on any %s', (name) => fuzz(name, RUNS[name]));
