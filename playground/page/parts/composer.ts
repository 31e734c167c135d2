import type { Channel } from '../../slack/protocol.js';
import { postGesture } from '../connection/post-gesture.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { createCompletionPopup } from './completion-popup.js';
import { createInputHistory } from './input-history.js';

/** The field for messages and slash commands. `fill` puts in a text for the user to send. */
export function composer(store: Store): { element: HTMLElement; fill(text: string): void } {
  const field = h('textarea', { rows: 1, class: 'composer-field', autocomplete: 'off', spellcheck: 'false' });
  const status = h('div', { class: 'composer-status', role: 'status' });
  const sendButton = h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', disabled: true }, icon('send'));
  const history = createInputHistory();
  const fill = (text: string, caret = text.length) => {
    field.value = text;
    field.setSelectionRange(caret, caret);
    refresh();
    field.focus();
  };
  const popup = createCompletionPopup(field, store.workspace, fill);
  const refresh = () => {
    fitHeight(field);
    sendButton.disabled = field.value.trim() === '';
    popup.refresh();
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === '') return;
    history.add(text);
    fill('');
    store.sent();
    status.textContent = text.startsWith('/') ? `${text.split(/\s/)[0]} is on its way…` : '';
    const answer = await postGesture('command', { channel: store.selected(), text });
    status.textContent = answer.ok ? '' : `⚠ ${answer.error}`;
  };
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || popup.handleKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) return void send(event);
    const step = { ArrowUp: -1, ArrowDown: 1 } as const;
    const recalled = event.key in step ? history.recall(step[event.key as keyof typeof step], field.value) : null;
    if (recalled === null) return;
    event.preventDefault();
    fill(recalled);
  });
  field.addEventListener('input', refresh);
  store.subscribe(({ type }) => {
    if (type === 'selected' || type === 'snapshot') addressTo(field, store.workspace.channels.get(store.selected()));
  });
  const box = h('div', { class: 'composer-box' }, field, sendButton);
  return { element: h('form', { class: 'composer', onsubmit: send }, popup.element, box, status), fill };
}

function addressTo(field: HTMLTextAreaElement, channel: Channel | undefined): void {
  const name = channel?.kind === 'direct' ? channel.name : `#${channel?.name ?? ''}`;
  field.setAttribute('aria-label', `Message to ${name}`);
  field.placeholder = `Message ${name}, or / for commands`;
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
