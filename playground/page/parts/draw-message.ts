import type { Message } from '../../slack/protocol.js';
import { renderBlocks } from '../blocks/render-blocks.js';
import { renderMrkdwn } from '../blocks/render-text.js';
import { createBlockContext, namesIn } from '../connection/create-block-context.js';
import { createForm } from '../connection/create-form.js';
import type { Store } from '../connection/store.js';
import { avatar } from '../dom/avatar.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icon.js';
import { link } from '../dom/link.js';
import { inReadersZone, timeElement } from '../dom/time-element.js';
import { authorOf } from './author-of.js';

/**
 * Draws a message; its last child, `.thread-slot`, is for replies.
 * @param note A line above its content, such as what it replies to.
 */
export function drawMessage(message: Message, store: Store, note: HTMLElement | null = null): HTMLElement {
  const { ts, visibleTo, fromSlackbot, edited, files = [] } = message;
  const author = authorOf(message, store.workspace.users);
  const kinds = ['message', visibleTo && 'ephemeral', fromSlackbot && 'slackbot'].filter(Boolean).join(' ');
  const error = h('div', { class: 'gesture-error', role: 'alert' });
  return h(
    'article',
    {
      class: kinds,
      tabindex: -1,
      'data-ts': ts,
      'aria-label': `${author.name}, ${inReadersZone(Number(ts), '{time}')}`,
    },
    visibleTo ? h('div', { class: 'only-you' }, icon('eye'), 'Only visible to you') : null,
    avatar(author),
    h('span', { class: 'gutter-time' }, inReadersZone(Number(ts), '{time}')),
    h(
      'div',
      { class: 'message-body' },
      h(
        'div',
        { class: 'message-head' },
        h('strong', { class: 'author' }, author.name),
        author.isApp && h('span', { class: 'app-badge' }, 'App'),
        timeElement(Number(ts), '{time}'),
      ),
      note,
      drawContent(message, store, error),
      files.length > 0 && h('div', { class: 'files' }, ...files.map(drawFile)),
      edited && h('span', { class: 'edited' }, '(edited)'),
      error,
      h('div', { class: 'thread-slot' }),
    ),
  );
}

function drawFile({ name, title, url }: NonNullable<Message['files']>[number]): HTMLElement {
  const address = new URL(url, location.href).href;
  const card = link(address, icon('file'), h('span', {}, h('strong', {}, title || name), h('small', {}, name)));
  card.classList.add('file');
  return card;
}

function drawContent({ blocks, channel, text, ts }: Message, store: Store, error: HTMLElement): HTMLElement {
  if (blocks.length === 0) return renderMrkdwn(text, namesIn(store));
  const showError = (words: string) => {
    error.textContent = words && `⚠ ${words}`;
  };
  return renderBlocks(blocks, createBlockContext(store, { type: 'message', channel, ts }, createForm(), showError));
}
