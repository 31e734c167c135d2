import config, { BROWSER_TESTS } from './jest.config.js';

export default { ...config, roots: BROWSER_TESTS, testPathIgnorePatterns: ['/node_modules/'], maxWorkers: 1 };
