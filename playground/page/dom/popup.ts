/** Pixels between a popup and the window's edge. */
const MARGIN = 8;
/** Pixels, enough for a list. */
const ENOUGH = 320;

/**
 * Shows `element` in the top layer below `anchor`, or above where there is more room. Follows its anchor on scrolling,
 * and closes on a click elsewhere.
 * @returns A function that closes it; `onClose` runs once in any case.
 */
export function openPopup(element: HTMLElement, anchor: HTMLElement, onClose: () => void): () => void {
  const ended = new AbortController();
  const close = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    element.remove();
    onClose();
  };
  const closeOutside = ({ target }: Event) => {
    if (target instanceof Node && !element.contains(target) && !anchor.contains(target)) close();
  };
  const follow = ({ target }: Event) => {
    if (!anchor.isConnected) close();
    else if (!(target instanceof Node && element.contains(target))) placePopup(element, anchor);
  };
  element.popover = 'manual';
  // Everything outside an open modal dialog is inert.
  (anchor.closest('dialog') ?? document.body).append(element);
  element.showPopover();
  placePopup(element, anchor);
  document.addEventListener('pointerdown', closeOutside, { capture: true, signal: ended.signal });
  document.addEventListener('scroll', follow, { capture: true, signal: ended.signal });
  window.addEventListener('resize', follow, { signal: ended.signal });
  return close;
}

/** Repositions a popup whose contents have changed size. */
export function placePopup(element: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - 2 * MARGIN;
  const above = box.top - 2 * MARGIN;
  const isBelow = below >= ENOUGH || below >= above;
  const left = Math.min(box.left, window.innerWidth - element.offsetWidth - MARGIN);
  element.style.maxHeight = `${Math.min(380, isBelow ? below : above)}px`;
  element.style.left = `${Math.max(MARGIN, left)}px`;
  element.style.top = isBelow ? `${box.bottom + 4}px` : 'auto';
  element.style.bottom = isBelow ? 'auto' : `${window.innerHeight - box.top + 4}px`;
}
