import config, { LONG_TESTS } from './jest.config.js';

/** What takes minutes or hours: `npm run long`. */
export default {
  ...config,
  testPathIgnorePatterns: ['/node_modules/'],
  roots: LONG_TESTS,
  maxWorkers: 1,
  testTimeout: 24 * 3600 * 1000,
};
