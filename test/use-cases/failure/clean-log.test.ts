import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cleanLog } from '../../../src/use-cases/failure/clean-log.js';
import { anyText, hostileText } from '../../arbitraries.js';
import { forAll } from '../../for-all.js';

test.each([
  ['colours', ['\u001b[1m\u001b[31mFAIL\u001b[39m\u001b[22m test/a.test.ts\n'], ['FAIL test/a.test.ts']],
  ['24-bit colours and erased lines', ['\u001b[38;2;255;0;0mred\u001b[0m\u001b[2K\u001b[1G done\n'], ['red done']],
  ['one-byte CSI', ['\u009b31mred\n'], ['red']],
  ['a link', ['see \u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007\n'], ['see here']],
  ['a link that ends the other way', ['\u001b]8;;https://evil.example\u001b\\here\u001b]8;;\u001b\\\n'], ['here']],
  ['a window title that never ends', ['\u001b]0;title and the rest', 'next'], ['', 'next']],
  ['progress that overwrites itself', ['10%\r50%\r100% done\r\n'], ['100% done']],
  ['tabs and other control characters', ['a\tb\u0000\u0008c\u0007\n'], ['a  bc']],
  ['characters that turn text around', ['\u202egpj.exe\u202c\n'], ['gpj.exe']],
  ['several lines in one event', ['one\ntwo\r\nthree\n'], ['one', 'two', 'three']],
  ['empty lines within, but not behind', ['one\n', '\n', 'two\n', '\n', '  \n'], ['one', '', 'two']],
  ['nothing', [], []],
])('%s', (_, events, lines) => {
  expect(cleanLog(events).lines).toEqual(lines.length ? lines : ['']);
});

test('CodeBuild’s phase marks leave the room to the build, but are better than nothing', () => {
  const marks = [
    '[Container] 2026/11/23 00:36:19.123456 Phase complete: BUILD State: FAILED\n',
    '[Container] 2026/11/23 00:36:19.123456 Phase context status code:  Message: \n',
    '[Container] 2026/11/23 00:36:19.123456 Entering phase POST_BUILD\n',
  ];
  const ran = '[Container] 2026/11/23 00:36:10.123456 Running command npm test\n';
  expect(cleanLog([ran, '1 failed\n', ...marks]).lines).toEqual([ran.trim(), '1 failed']);
  expect(cleanLog(marks).lines).toHaveLength(3);
});

test('the last 15 lines, of more', () => {
  const events = Array.from({ length: 30 }, (_, at) => `line ${at}\n`);
  expect(cleanLog(events).lines).toEqual(Array.from({ length: 15 }, (_, at) => `line ${at + 15}`));
});

test('secrets are masked and counted, also where colours cut them up', () => {
  const events = [
    'export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
    'AKIA\u001b[1mIOSFODNN7\u001b[0mEXAMPLE\n',
  ];
  const { lines, masked } = cleanLog(events);
  expect(masked).toBe(2);
  expect(lines.join()).not.toMatch(/wJalr|IOSFODNN7/);
});

test('a private key that begins above what is shown is masked', () => {
  const body = Array.from(
    { length: 20 },
    (_, at) => `MIIEowIBAAKCAQEAx${at}abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH\n`,
  );
  const { lines } = cleanLog([
    '-----BEGIN RSA PRIVATE KEY-----\n',
    ...body,
    '-----END RSA PRIVATE KEY-----\n',
    'exit 1\n',
  ]);
  expect(lines.join()).not.toContain('MIIEow');
  expect(lines.at(-1)).toBe('exit 1');
});

test('whatever was printed: at most 15 lines, no control character, none endless', () => {
  forAll(
    fc.property(fc.array(fc.oneof(hostileText(3000), anyText()), { maxLength: 30 }), (events) => {
      const { lines } = cleanLog(events);
      expect(lines.length).toBeLessThanOrEqual(15);
      for (const line of lines) {
        expect(line).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
        expect(line.length).toBeLessThanOrEqual(1000);
      }
    }),
    { numRuns: 300 },
  );
});
