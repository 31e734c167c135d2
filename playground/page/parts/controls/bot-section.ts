import { h } from '../../dom/h.js';
import type { ControlSection, SendControl } from './control-section.js';

/** Restarts the bot to show that paging survives, since the button carries the state. */
export function botSection(send: SendControl): ControlSection {
  const state = h('p', { class: 'bot-state' });
  const restart: HTMLElement = h(
    'button',
    { type: 'button', class: 'button', onclick: () => send(restart, { do: 'restart-bot' }) },
    'Restart the bot',
  );
  return {
    element: h(
      'section',
      { 'aria-labelledby': 'controls-bot' },
      h('h3', { id: 'controls-bot' }, 'The bot'),
      state,
      h('div', { class: 'control-row' }, restart),
      h(
        'p',
        { class: 'hint' },
        'Paging goes on after a restart: the place in the list is in the button, not in the process.',
      ),
    ),
    update({ bot }) {
      const { running, pid, address } = bot;
      const dot = h('span', { class: running ? 'dot on' : 'dot', 'aria-hidden': 'true' });
      const words = running ? `Running as process ${pid ?? '?'}, at ` : 'Not running; listens at ';
      state.replaceChildren(dot, words, h('code', {}, address));
    },
  };
}
