import { expect, test } from '@jest/globals';
import { describeRequest } from '../../page/text/describe-request.js';
import { emojify } from '../../page/text/emojify.js';
import { filterOptions } from '../../page/text/filter-options.js';
import { prettyJson } from '../../page/text/pretty-json.js';
import { readRichText } from '../../page/text/read-rich-text.js';
import { safeUrl } from '../../page/text/safe-url.js';

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,x',
  '//a.example',
  '/a',
  'file:///etc',
  '',
])('no link to %j', (address) => expect(safeUrl(address)).toBeNull());

test('http and https may be linked', () => {
  expect(safeUrl('https://a.example/ü?b')).toBe('https://a.example/%C3%BC?b');
  expect(safeUrl('HTTP://a.example')).toBe('http://a.example/');
});

test('known emoji are drawn, unknown ones stay, and a text that asks for none gets none', () => {
  expect(emojify({ text: ':rocket: :toString: :nope:' })).toBe('🚀 :toString: :nope:');
  expect(emojify({ text: ':rocket:', emoji: false })).toBe(':rocket:');
});

test('styles of a rich_text element nest, code innermost', () => {
  expect(readRichText([{ type: 'text', text: 'a1b2', style: { bold: true, code: true } }])).toEqual([
    { type: 'bold', children: [{ type: 'code', children: [{ type: 'text', text: 'a1b2' }] }] },
  ]);
});

test('mrkdwn in a rich_text element is text', () => {
  const text = '<!channel> *bold* <https://evil.example|click> &amp;';
  expect(readRichText([{ type: 'text', text }])).toEqual([{ type: 'text', text }]);
});

test('a filter finds every word in text or description, in any case, and drops empty groups', () => {
  const build = { text: 'Build › Compile', value: '1', description: 'Failed' };
  const deploy = { text: 'Deploy', value: '2' };
  const groups = [
    { label: 'First', options: [build, deploy] },
    { label: 'Second', options: [deploy] },
  ];
  expect(filterOptions(groups, ' failed BUILD ')).toEqual([{ label: 'First', options: [build] }]);
  expect(filterOptions(groups, '')).toEqual(groups);
});

test('JSON is indented, other bodies are left alone', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyJson('ok')).toBe('ok');
});

test.each([
  ['slack → bot', { command: '/pipeline-actions', text: 'checkout' }, '/pipeline-actions checkout'],
  ['slack → bot', { type: 'block_actions', actions: [{ type: 'button', action_id: 'next' }] }, 'button “next”'],
  ['slack → bot', { type: 'block_suggestion', value: 'che' }, 'type-ahead “che”'],
  ['slack → bot', { type: 'view_submission' }, 'view submission'],
  ['bot → aws', { pipelineName: 'checkout', nextToken: 'x'.repeat(1184) }, 'checkout, nextToken of 1,184 characters'],
  ['bot → slack', { text: 'Page 2', blocks: [] }, 'Page 2'],
] as const)('%s: %j', (route, body, expected) => {
  expect(describeRequest({ route, request: JSON.stringify(body) })).toBe(expected);
});

test('a body that is no JSON object says nothing', () => {
  expect(describeRequest({ route: 'slack → bot', request: 'a=b' })).toBe('');
  expect(describeRequest({ route: 'bot → aws', request: 'null' })).toBe('');
});
