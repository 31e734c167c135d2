export type Pane = 'channels' | 'messages' | 'happened' | 'controls';

const listeners: ((pane: Pane) => void)[] = [];

/** Shows one pane: alone on a phone, else beside the messages. */
export function showPane(pane: Pane): void {
  document.body.dataset.pane = pane;
  for (const listener of listeners) listener(pane);
}

export function onPane(listener: (pane: Pane) => void): void {
  listeners.push(listener);
}
