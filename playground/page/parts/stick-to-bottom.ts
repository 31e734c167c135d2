import { h } from '../dom/h.js';

/** Closer than this many pixels to the end counts as reading the newest message. */
const NEAR = 48;

/** Keeps the newest message in view for a reader who is at the end, and offers the way there to one who is not. */
export function stickToBottom(scroller: HTMLElement, list: HTMLElement) {
  let isStuck = true;
  const toBottom = () => {
    isStuck = true;
    button.hidden = true;
    scroller.scrollTop = scroller.scrollHeight;
  };
  const button = h('button', { type: 'button', class: 'to-bottom', hidden: true, onclick: toBottom }, '↓ New messages');
  let lastTop = 0;
  scroller.addEventListener('scroll', () => {
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    // Only a reader moves up; a message that grows leaves the place as it was.
    if (isNear || scroller.scrollTop < lastTop) isStuck = isNear;
    lastTop = scroller.scrollTop;
    if (isStuck) button.hidden = true;
  });
  const observer = new ResizeObserver(() => isStuck && toBottom());
  observer.observe(list);
  observer.observe(scroller);
  return {
    button,
    toBottom,
    onNewMessage() {
      button.hidden = isStuck;
    },
  };
}
