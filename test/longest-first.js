import { statSync } from 'node:fs';

/** Slowest first, so that no core is idle at the end. Jest's own order knows that only where it has run before. */
const SLOWEST = ['/test/flows/'];

const rankOf = ({ path }) => {
  const found = SLOWEST.findIndex((part) => path.includes(part));
  return found < 0 ? SLOWEST.length : found;
};

export default class LongestFirst {
  sort(tests) {
    const bySize = (one, other) => statSync(other.path).size - statSync(one.path).size;
    return [...tests].sort((one, other) => rankOf(one) - rankOf(other) || bySize(one, other));
  }
  allFailedTests(tests) {
    return tests;
  }
  cacheResults() {}
  shard(tests) {
    return tests;
  }
}
