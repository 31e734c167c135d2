/** Output of build tools when they fail, with colours, as a container gives it. */

/** tsc, run by `npm run build`. */
export const compilerLog = (project: string): string[] => [
  `> ${project}@4.11.0 build`,
  '> tsc --project tsconfig.build.json',
  '',
  "\u001b[96msrc/cart/totals.ts\u001b[0m:\u001b[93m48\u001b[0m:\u001b[93m21\u001b[0m - \u001b[91merror\u001b[0m TS2345: Argument of type 'string' is not assignable to parameter of type 'Money'.",
  '',
  '48   return addLine(sum, line.price);',
  '\u001b[91m                       ~~~~~~~~~~\u001b[0m',
  '',
  'Found 1 error in src/cart/totals.ts:48',
  '',
];

/** Jest, run by `npm test`. */
export const testLog = (project: string): string[] => [
  `> ${project}@4.11.0 test`,
  '> jest --ci',
  '',
  ' \u001b[1m\u001b[32mPASS\u001b[39m\u001b[22m test/cart.test.ts (4.211 s)',
  ' \u001b[1m\u001b[32mPASS\u001b[39m\u001b[22m test/prices.test.ts',
  ' \u001b[1m\u001b[31mFAIL\u001b[39m\u001b[22m test/orders/late-fee.test.ts',
  '  ● late fee › a gift card pays none',
  '',
  '    expect(received).toBe(expected)',
  '',
  '    Expected: \u001b[32m"0.00"\u001b[39m',
  '    Received: \u001b[31m"2.50"\u001b[39m',
  '',
  '      at Object.<anonymous> (test/orders/late-fee.test.ts:31:24)',
  '',
  'Test Suites: 1 failed, 2 passed, 3 total',
  'Tests:       1 failed, 87 passed, 88 total',
  'Time:        11.902 s',
];

/** Playwright, run by `npm run e2e`. */
export const browserTestLog = (project: string): string[] => [
  `> ${project}@9.2.0 e2e`,
  '> playwright test',
  '',
  'Running 24 tests using 2 workers',
  '  1) [chromium] › e2e/basket.spec.ts:18:1 › a basket keeps its items over a reload',
  '',
  '    Error: expect(locator).toHaveText(expected) failed',
  '',
  '    Expected string: "2 items"',
  '    Received string: ""',
  '',
  '      at e2e/basket.spec.ts:24:48',
  '',
  '  1 failed',
  '    [chromium] › e2e/basket.spec.ts:18:1 › a basket keeps its items over a reload',
  '  23 passed (41.2s)',
];

/** ESLint, run by `npm run lint`. */
export const lintLog = (project: string): string[] => [
  `> ${project}@9.2.0 lint`,
  '> eslint src',
  '',
  '\u001b[4m/codebuild/output/src/src/header.tsx\u001b[24m',
  "  \u001b[2m14:9\u001b[22m  \u001b[31merror\u001b[39m  'logo' is assigned a value but never used  no-unused-vars",
  '',
  '\u001b[31m\u001b[1m✖ 1 problem (1 error, 0 warnings)\u001b[22m\u001b[39m',
];

/** cfn-lint, which ends with 2 where it finds an error. */
export const templateLintLog = (): string[] => [
  "E3002 Additional properties are not allowed ('AvailabilityZones' was unexpected. Did you mean 'AvailabilityZone'?)",
  'templates/network.yml:48:7',
  '',
  'Cfn-lint scanned 3 templates against 1 regions, found 1 errors, 0 warnings, and 0 informational violations',
];
