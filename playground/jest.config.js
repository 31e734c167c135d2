import config from '../jest.config.js';

export default {
  ...config,
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/page/browser/'],
  testSequencer: '<rootDir>/../test/longest-first.js',
  testEnvironment: '<rootDir>/../test/environment.js',
  globalSetup: '<rootDir>/../test/bundle-packages.js',
  setupFiles: ['<rootDir>/../test/setup.js'],
};
