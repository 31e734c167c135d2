import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { excerptOf, isWhole } from '../../../src/use-cases/failure/excerpt-of.js';
import { anyText, hostileText } from '../../arbitraries.js';
import { forAll } from '../../for-all.js';

test.each([
  ['colours', ['\u001b[1m\u001b[31mFAIL\u001b[39m\u001b[22m test/a.test.ts\n'], ['FAIL test/a.test.ts']],
  ['24-bit colours and erased lines', ['\u001b[38;2;255;0;0mred\u001b[0m\u001b[2K\u001b[1G done\n'], ['red done']],
  ['one-byte CSI', ['\u009b31mred\n'], ['red']],
  ['a link', ['see \u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007\n'], ['see here']],
  ['a link that ends the other way', ['\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\\n'], ['here']],
  ['a window title that never ends', ['\u001b]0;title and the rest', 'next'], ['next']],
  ['progress that overwrites itself', ['10%\r50%\r100% done\r\n'], ['100% done']],
  ['tabs and other control characters', ['a\tb\u0000\u0008c\u0007\n'], ['a  bc']],
  ['characters that turn text around', ['\u202egpj.exe\u202c\n'], ['gpj.exe']],
  ['several lines in one event', ['one\ntwo\r\nthree\n'], ['one', 'two', 'three']],
  ['empty lines', ['one\n', '\n', 'two\n', '\n', '  \n'], ['one', 'two']],
  [
    'an e-mail address',
    ['Contact ada@example.com, or git@github.com:example/web.git\n'],
    ['Contact ada, or git@github.com:example/web.git'],
  ],
  ['nothing', [], []],
])('%s', (_, events, lines) => {
  expect(excerptOf(events).lines).toEqual(lines);
});

const at = '2026/11/23 00:36:19.123456';
const frame = (words: string) => `[Container] ${at} ${words}\n`;
const complete = (phase: string, state: string) => [
  frame(`Phase complete: ${phase} State: ${state}`),
  frame('Phase context status code:  Message: '),
];

describe('the phase that failed', () => {
  const before = [
    frame('Entering phase PRE_BUILD'),
    frame('Running command npm ci'),
    'npm error that was no failure\n',
    ...complete('PRE_BUILD', 'SUCCEEDED'),
    frame('Entering phase BUILD'),
    frame('Running command ./boil jam'),
  ];
  const noise = Array.from({ length: 16 }, (_, index) => frame(`Expanding dist/${index}/**/*`));
  const after = [
    frame('Entering phase POST_BUILD'),
    'error: uploading\n',
    ...complete('POST_BUILD', 'SUCCEEDED'),
    ...noise,
  ];

  test('its error is found however much the build says behind it', () => {
    const events = [...before, 'jam.c:4: error: no sugar\n', ...complete('BUILD', 'FAILED'), ...after];
    for (const phase of ['BUILD', undefined]) {
      expect(excerptOf(events, phase)).toMatchObject({
        lines: ['jam.c:4: error: no sugar'],
        evidence: ['jam.c:4: error: no sugar'],
      });
    }
  });

  test('only what its last command printed is evidence', () => {
    const commands = [frame('Running command make jar'), 'warning: old jar\n', 'error: not this one, || true\n'];
    const last = [frame('Running command make jam'), 'boiling\n', 'jam.c:4: error: no sugar\n', 'stopped\n'];
    const events = [...before, ...commands, ...last, ...complete('BUILD', 'FAILED'), ...after];
    const { lines, evidence } = excerptOf(events, 'BUILD');
    expect(evidence).toEqual(['jam.c:4: error: no sugar', 'stopped']);
    expect(lines).toEqual([
      'warning: old jar',
      'error: not this one, || true',
      'boiling',
      'jam.c:4: error: no sugar',
      'stopped',
    ]);
  });

  test('one that fails later is not taken for it', () => {
    const events = [
      ...before,
      'first\n',
      ...complete('BUILD', 'FAILED'),
      frame('Entering phase POST_BUILD'),
      'second\n',
      ...complete('POST_BUILD', 'FAILED'),
    ];
    expect(excerptOf(events, 'BUILD').lines).toEqual(['first']);
  });

  test('one that printed nothing: what came before it, or at least the frames', () => {
    expect(excerptOf(['Cloning\n', ...complete('DOWNLOAD_SOURCE', 'FAILED')], 'DOWNLOAD_SOURCE').lines).toEqual([
      'Cloning',
    ]);
    expect(excerptOf(complete('DOWNLOAD_SOURCE', 'FAILED'), 'DOWNLOAD_SOURCE').lines).toHaveLength(2);
  });

  test('a tail that holds no end of it is read further back', () => {
    expect(isWhole(after, 'BUILD')).toBe(false);
    expect(isWhole(['x\n', ...complete('BUILD', 'FAILED'), ...after], 'BUILD')).toBe(false);
    expect(isWhole([...before, 'x\n', ...complete('BUILD', 'FAILED'), ...after], 'BUILD')).toBe(true);
  });
});

describe('evidence', () => {
  test.each([
    [
      'tsc',
      [
        '> tsc',
        "src/a.ts:48:21 - error TS2345: Argument of type 'string'",
        '48  return x;',
        '~~~~',
        'Found 1 error in src/a.ts:48',
      ],
      "src/a.ts:48:21 - error TS2345: Argument of type 'string'",
    ],
    [
      'jest',
      [
        'PASS test/errors.test.ts',
        '  ✓ shows an error when the card is declined',
        'FAIL test/late-fee.test.ts',
        '● late fee',
        'expect(received)',
      ],
      'FAIL test/late-fee.test.ts',
    ],
    ['gcc and make', ['cc jam.c', 'jam.c:4: error: no sugar', 'make: *** [jam] Error 1'], 'jam.c:4: error: no sugar'],
    [
      'python',
      ['Traceback (most recent call last):', '  File "jam.py", line 4, in <module>', 'ValueError: no sugar'],
      'ValueError: no sugar',
    ],
    [
      'pytest',
      ['test_jam.py F', 'E   AssertionError: assert 1 == 2', 'FAILED test_jam.py::test'],
      'E   AssertionError: assert 1 == 2',
    ],
    [
      'go',
      ['ok  jam/pot 0.2s', '--- FAIL: TestJam (0.00s)', '    jam_test.go:7: no sugar'],
      '--- FAIL: TestJam (0.00s)',
    ],
    [
      'maven',
      ['[INFO] Tests run: 4, Failures: 0, Errors: 0', '[ERROR] Failed to execute goal'],
      '[ERROR] Failed to execute goal',
    ],
    ['terraform', ['│ Error: no valid credential sources', '│ with provider'], '│ Error: no valid credential sources'],
    [
      'rust',
      ['   Compiling jam', 'error[E0308]: mismatched types', ' --> src/main.rs:4'],
      'error[E0308]: mismatched types',
    ],
    ['docker', ['#9 DONE 0.1s', 'ERROR: failed to solve: no sugar'], 'ERROR: failed to solve: no sugar'],
    ['npm', ['npm warn deprecated error-handler@1.0.0', 'npm ERR! code ELIFECYCLE'], 'npm ERR! code ELIFECYCLE'],
    ['a shell', ['./run.sh: line 3: jq: command not found', 'bye'], './run.sh: line 3: jq: command not found'],
    ['no errors at all', ['0 errors, 0 warnings', 'one', 'two', 'three'], 'one'],
  ])('%s', (_, lines, first) => {
    const { evidence } = excerptOf(lines);
    expect(evidence[0]).toBe(first);
    expect(evidence.length).toBeLessThanOrEqual(3);
    expect(evidence.join()).not.toContain('~~~~');
  });
});

test('the last 50 lines, of more', () => {
  const events = Array.from({ length: 80 }, (_, index) => `line ${index}\n`);
  const { lines, evidence } = excerptOf(events);
  expect(lines).toEqual(Array.from({ length: 50 }, (_, index) => `line ${index + 30}`));
  expect(evidence).toEqual(['line 77', 'line 78', 'line 79']);
});

test('secrets are masked and counted, also where colours cut them up', () => {
  const events = [
    'error: AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
    'AKIA\u001b[1mIOSFODNN7\u001b[0mEXAMPLE\n',
  ];
  const { lines, evidence, masked } = excerptOf(events);
  expect(masked).toBe(2);
  expect([...lines, ...evidence].join()).not.toMatch(/wJalr|IOSFODNN7/);
});

test('a private key that begins above what is shown is masked', () => {
  const body = Array.from(
    { length: 60 },
    (_, index) => `MIIEowIBAAKCAQEAx${index}abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH\n`,
  );
  const { lines } = excerptOf([
    '-----BEGIN RSA PRIVATE KEY-----\n',
    ...body,
    '-----END RSA PRIVATE KEY-----\n',
    'exit 1\n',
  ]);
  expect(lines.join()).not.toContain('MIIEow');
  expect(lines.at(-1)).toBe('exit 1');
});

test('of any output: no control character, no endless line, at most three lines of evidence, all from the log', () => {
  forAll(
    fc.property(fc.array(fc.oneof(hostileText(3000), anyText()), { maxLength: 30 }), (events) => {
      const { lines, evidence } = excerptOf(events);
      expect(lines.length).toBeLessThanOrEqual(50);
      expect(evidence.length).toBeLessThanOrEqual(3);
      for (const line of [...lines, ...evidence]) {
        expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(line.length).toBeLessThanOrEqual(1000);
      }
    }),
    { numRuns: 300 },
  );
});
