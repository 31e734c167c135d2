import config from '../jest.config.js';

export default {
  ...config,
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/page/browser/'],
  testSequencer: '<rootDir>/../test/longest-first.js',
  testEnvironment: '<rootDir>/../test/environment.js',
  setupFiles: ['<rootDir>/../test/setup.js'],
};
