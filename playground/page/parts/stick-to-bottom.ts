import { h } from '../dom/h.js';

/** Pixels from the end that still count as being at the end. */
const NEAR = 48;

/** Scrolls to new messages for a user at the end; offers a button to others. */
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
    // Only a user scrolls up; a growing message keeps the position.
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
