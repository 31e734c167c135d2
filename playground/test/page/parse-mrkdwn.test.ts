import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMrkdwn } from '../../page/text/parse-mrkdwn.js';

const text = (words: string) => ({ type: 'text', text: words });
const inline = (mrkdwn: string, options = {}) => parseMrkdwn(mrkdwn, options)[0]?.children;

test.each([
  ['*bold*', [{ type: 'bold', children: [text('bold')] }]],
  ['_it_ ~st~', [{ type: 'italic', children: [text('it')] }, text(' '), { type: 'strike', children: [text('st')] }]],
  ['*_both_*', [{ type: 'bold', children: [{ type: 'italic', children: [text('both')] }] }]],
  ['a `*code*` b', [text('a '), { type: 'code', children: [text('*code*')] }, text(' b')]],
  ['2*3*4 and snake_case_name', [text('2*3*4 and snake_case_name')]],
  ['* not bold *', [text('* not bold *')]],
  ['*two\nlines*', [text('*two\nlines*')]],
  [':rocket: 10:14:22', [{ type: 'emoji', name: 'rocket' }, text(' 10'), { type: 'emoji', name: '14' }, text('22')]],
  ['<https://a.example/?b&amp;c|a &lt;b&gt;>', [{ type: 'link', url: 'https://a.example/?b&c', label: 'a <b>' }]],
  ['<@U1> <@U2|bob>', [{ type: 'user', id: 'U1', label: null }, text(' '), { type: 'user', id: 'U2', label: 'bob' }]],
  ['<#C1> <!here>', [{ type: 'channel', id: 'C1', label: null }, text(' '), { type: 'broadcast', range: 'here' }]],
  ['<!subteam^S1|@ops>', [{ type: 'usergroup', id: 'S1', label: '@ops' }]],
  ['&lt;!channel&gt; &amp;amp;', [text('<!channel> &amp;')]],
  ['<javascript:alert(1)|click>', [text('<javascript:alert(1)|click>')]],
  ['<!date^x^{time}|later>', [text('later')]],
])('%s', (mrkdwn, expected) => {
  expect(inline(mrkdwn)).toEqual(expected);
});

test('a date keeps its time, its tokens, its link and its fallback', () => {
  expect(inline('<!date^1392734382^{date_num} at {time}^https://a.example|02:39 UTC>')).toEqual([
    {
      type: 'date',
      timestamp: 1392734382,
      format: '{date_num} at {time}',
      url: 'https://a.example',
      fallback: '02:39 UTC',
    },
  ]);
});

test('a bare address becomes a link, without the full stop after it, unless the text is verbatim', () => {
  const words = 'See https://a.example/b?c=1.';
  expect(inline(words)).toEqual([
    text('See '),
    { type: 'link', url: 'https://a.example/b?c=1', label: 'https://a.example/b?c=1' },
    text('.'),
  ]);
  expect(inline(words, { verbatim: true })).toEqual([text(words)]);
});

test('quotes and fences are blocks of their own, and marks inside a fence are text', () => {
  expect(parseMrkdwn('before\n```\n*x* &lt;y&gt;\n```\n> quoted\n&gt; too\nafter')).toEqual([
    { type: 'paragraph', children: [text('before')] },
    { type: 'preformatted', children: [text('*x* <y>')] },
    { type: 'quote', children: [text('quoted\ntoo')] },
    { type: 'paragraph', children: [text('after')] },
  ]);
});

test('any text is parsed, and text without markup comes out as it went in', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (any) => Array.isArray(parseMrkdwn(any))));
  const harmless = fc.string({ unit: fc.constantFrom(...'abcé日 .,\n') }).filter((words) => words !== '');
  fc.assert(
    fc.property(harmless, (words) => {
      expect(parseMrkdwn(words)).toEqual([{ type: 'paragraph', children: [text(words)] }]);
    }),
  );
});

test('a long run of opening marks takes no longer than it has to', () => {
  const start = performance.now();
  parseMrkdwn('*a '.repeat(10_000) + '_b '.repeat(10_000) + '<'.repeat(10_000));
  expect(performance.now() - start).toBeLessThan(1000);
});
