import { h } from './h.js';
import { icon } from './icon.js';

const DONE_MS = 1500;

/** Copies the result of `text` when pressed, and confirms it on the button. */
export function copyButton(label: string, text: () => string): HTMLElement {
  const words = h('span', { 'aria-live': 'polite' }, 'Copy');
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text()).then(
      () => 'Copied',
      () => 'Not allowed',
    );
    words.textContent = done;
    setTimeout(() => {
      words.textContent = 'Copy';
    }, DONE_MS);
  };
  return h(
    'button',
    { type: 'button', class: 'quiet-button', 'aria-label': label, onclick: copy },
    icon('copy'),
    words,
  );
}
