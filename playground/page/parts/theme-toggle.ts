import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';

const KEY = 'theme';

/** Follows the system until first used, then remembers the choice. */
export function themeToggle(): HTMLElement {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const draw = () => {
    const label = isDark() ? 'Use the light theme' : 'Use the dark theme';
    button.replaceChildren(icon(isDark() ? 'sun' : 'moon'));
    button.setAttribute('aria-label', label);
    button.dataset.tooltip = label;
  };
  const toggle = () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
    draw();
  };
  const button = h('button', { type: 'button', class: 'icon-button', onclick: toggle });
  const remembered = localStorage.getItem(KEY);
  if (remembered) document.documentElement.dataset.theme = remembered;
  dark.addEventListener('change', draw);
  draw();
  return button;
}
