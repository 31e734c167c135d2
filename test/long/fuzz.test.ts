import { test } from '@jest/globals';
import { FUZZED, fuzz } from '../fuzzing.js';

const TIMES = Number(process.env.TIMES ?? 10_000);
const SEED = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31));

/** A page takes ten times as long as the rest. */
const runsOf = (name: keyof typeof FUZZED) => (name === 'pages' ? Math.ceil(TIMES / 5) : TIMES);

test.each(Object.keys(FUZZED) as (keyof typeof FUZZED)[])(`%s, seed ${SEED}`, async (name) => {
  const start = performance.now();
  await fuzz(name, runsOf(name), SEED);
  console.log(
    `${runsOf(name)} ${name}, seed ${SEED}: nothing broke, ${Math.round((performance.now() - start) / 1000)} s`,
  );
});
