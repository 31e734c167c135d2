import { availableParallelism } from 'node:os';
import { bundledPackages } from './test/bundle-packages.js';

/** What needs a browser is run by `npm run test:browser`, so that `npm test` runs on any machine. */
export const BROWSER_TESTS = ['<rootDir>/test/browser/', '<rootDir>/playground/test/page/browser/'];

/** What takes minutes is run by `npm run long`. */
export const LONG_TESTS = ['<rootDir>/test/long/'];

// npm test gives V8 more room for what is young, which takes an eighth off the time; modules of its own need the other flag.
export default {
  testEnvironment: '<rootDir>/test/environment.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...BROWSER_TESTS, ...LONG_TESTS],
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: '<rootDir>/test/bundle-packages.js',
  moduleNameMapper: { ...bundledPackages, '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  testSequencer: '<rootDir>/test/longest-first.js',
  setupFiles: ['<rootDir>/test/setup.js'],
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'babel',
  // One more than there are cores: many files wait for a deadline more than they compute.
  maxWorkers: availableParallelism() + 1,
  // Worlds that one file has at the same time: each has programs of its own, and others need the cores as well.
  maxConcurrency: 4,
  // Nothing is timed by it: a machine that is busy with something else must not turn a test red.
  testTimeout: 300_000,
  // A worker with nothing left open takes half a second to free what it ran, which is all that Jest gives it by default.
  workerGracefulExitTimeout: 10_000,
};
