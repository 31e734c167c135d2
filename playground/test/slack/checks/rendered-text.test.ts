import { expect, test } from '@jest/globals';
import { renderedText } from '../../../slack/checks/rendered-text.js';
import { actions, button, mrkdwn, option, plain, richText, section } from './limits.js';

test('what is read counts, what is opened or heard does not', () => {
  const select = { type: 'static_select', placeholder: plain('Pick'), options: [option({ text: plain('hidden') })] };
  const blocks = [
    section('one '),
    { type: 'section', fields: [mrkdwn('two '), plain('three ')] },
    actions(button({ text: plain('four '), accessibility_label: 'heard', value: 'unseen' }), select),
    { type: 'input', label: plain(' five '), element: { type: 'plain_text_input' } },
    { type: 'header', text: plain('six ') },
    richText(
      { type: 'text', text: 'seven ', style: { bold: true } },
      { type: 'link', url: 'https://e.ight', text: 'eight ' },
      { type: 'emoji', name: 'nine' },
      { type: 'date', timestamp: 1, format: '{time}', fallback: ' ten' },
    ),
  ];
  expect(renderedText(blocks)).toBe('one two three four Pick five six seven eight :nine: ten');
});
