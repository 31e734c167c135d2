import type { Exchange } from '../../exchange-log.js';
import { copyButton } from '../dom/copy-button.js';
import { h } from '../dom/h.js';
import { describeRequest } from '../text/describe-request.js';
import { prettyJson } from '../text/pretty-json.js';
import { drawJson } from './draw-json.js';
import { routeLabel } from './route-label.js';

const TO_THE_MILLISECOND = {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
} as const;

/** A line that expands; bodies are drawn on first opening. */
export function drawExchange(exchange: Exchange): HTMLElement {
  const { at, route, title, status, ms, error } = exchange;
  const isBad = error !== undefined || status >= 400;
  const details = h(
    'details',
    { class: isBad ? 'exchange bad' : 'exchange' },
    h(
      'summary',
      {},
      h(
        'span',
        { class: 'exchange-about' },
        h('span', { class: `route route-${route.replaceAll(/[^a-z]+/g, '-')}` }, routeLabel(route)),
        describeRequest(exchange),
      ),
      h('span', { class: 'exchange-title' }, title),
      h('span', { class: 'exchange-status' }, isBad ? `✕ ${status}` : `✓ ${status}`),
      h('span', { class: 'exchange-ms' }, `${Math.round(ms)} ms`),
      error && h('span', { class: 'exchange-error' }, error),
    ),
  );
  const open = () => {
    const when = new Date(at).toLocaleTimeString('en-GB', TO_THE_MILLISECOND);
    details.append(
      h(
        'div',
        { class: 'exchange-body' },
        h('p', { class: 'exchange-when' }, `Sent at ${when}`),
        ...drawBodies(exchange),
      ),
    );
  };
  details.addEventListener('toggle', open, { once: true });
  return h('li', {}, details);
}

function drawBodies({ requestHeaders, request, response }: Exchange): HTMLElement[] {
  const headers = Object.entries(requestHeaders).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]);
  return [
    ...(headers.length > 0 ? [h('h4', {}, 'Request headers'), h('dl', {}, ...headers)] : []),
    ...drawBody('Request body', request),
    ...drawBody('Response body', response),
  ];
}

function drawBody(heading: string, body: string): HTMLElement[] {
  const text = prettyJson(body);
  if (text.trim() === '') return [h('h4', {}, `${heading}: empty`)];
  return [
    h(
      'h4',
      {},
      heading,
      copyButton(`Copy the ${heading.toLowerCase()}`, () => text),
    ),
    h('pre', { tabindex: 0, 'aria-label': heading }, ...drawJson(text)),
  ];
}
