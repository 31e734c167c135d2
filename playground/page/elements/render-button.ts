import type { Button } from '@slack/types';
import type { BlockContext, ElementPlace } from '../blocks/block-context.js';
import { h } from '../dom/h.js';
import { emojify } from '../text/emojify.js';
import { safeUrl } from '../text/safe-url.js';
import { confirmFirst } from './confirm-first.js';

/** A button with a URL is a link that also sends its action, as in Slack. */
export function renderButton(button: Button, { blockId }: ElementPlace, context: BlockContext): HTMLElement {
  const { text, url, style, confirm, accessibility_label: label, action_id: actionId = '' } = button;
  const href = url ? safeUrl(url) : null;
  const press = async (event: Event) => {
    if (control.getAttribute('aria-busy') === 'true') return event.preventDefault();
    if (confirm) event.preventDefault();
    if (!(await confirmFirst(confirm, context.names))) return;
    if (confirm && href) window.open(href, '_blank', 'noopener,noreferrer');
    await context.act(control, { blockId, actionId });
  };
  const attributes = {
    class: `button ${style ?? ''}`,
    'aria-label': label,
    'data-action-id': actionId,
    onclick: press,
  };
  const control = href
    ? h('a', { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' }, emojify(text))
    : h('button', { ...attributes, type: 'button' }, emojify(text));
  return control;
}
