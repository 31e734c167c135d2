import { postGesture } from '../connection/post-gesture.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { createCommandPopup } from './command-popup.js';
import { createInputHistory } from './input-history.js';

/** The field in which messages and slash commands are typed. `fill` puts a text there for the person to send. */
export function composer(store: Store): { element: HTMLElement; fill(text: string): void } {
  const field = h('textarea', { rows: 1, class: 'composer-field', autocomplete: 'off', spellcheck: 'false' });
  const status = h('div', { class: 'composer-status', role: 'status' });
  const sendButton = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', disabled: true }, icon('send'));
  const history = createInputHistory();
  const fill = (text: string) => {
    field.value = text;
    refresh();
    field.focus();
  };
  const popup = createCommandPopup(field, () => store.workspace.commands, fill);
  const refresh = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    sendButton.disabled = field.value.trim() === '';
    popup.refresh();
  };
  const send = async () => {
    const text = field.value.trim();
    if (text === '') return;
    history.add(text);
    fill('');
    status.textContent = text.startsWith('/') ? `${text.split(/\s/)[0]} is on its way…` : '';
    const answer = await postGesture('command', { channel: store.selected(), text });
    status.textContent = answer.ok ? '' : `⚠ ${answer.error}`;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || popup.handleKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const recalled = history.recall(event.key === 'ArrowUp' ? -1 : 1, field.value);
      if (recalled === null) return;
      event.preventDefault();
      fill(recalled);
    }
  };
  field.addEventListener('keydown', onKey);
  field.addEventListener('input', refresh);
  store.subscribe(({ type }) => {
    if (type !== 'selected' && type !== 'snapshot') return;
    const channel = store.workspace.channels.get(store.selected());
    const name = channel?.kind === 'direct' ? channel.name : `#${channel?.name ?? ''}`;
    field.setAttribute('aria-label', `Message to ${name}`);
    field.placeholder = `Message ${name}, or / for commands`;
  });
  const submit = (event: Event) => {
    event.preventDefault();
    void send();
  };
  const box = h('div', { class: 'composer-box' }, field, sendButton);
  return { element: h('form', { class: 'composer', onsubmit: submit }, popup.element, box, status), fill };
}
