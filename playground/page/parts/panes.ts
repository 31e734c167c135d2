export type Pane = 'channels' | 'messages' | 'happened' | 'controls';

const listeners: ((pane: Pane) => void)[] = [];

/** Brings one pane forward: the only one on a phone; beside the messages where there is room. */
export function showPane(pane: Pane): void {
  document.body.dataset.pane = pane;
  for (const listener of listeners) listener(pane);
}

/** Tells `listener` of every pane that is brought forward from now on. */
export function onPane(listener: (pane: Pane) => void): void {
  listeners.push(listener);
}
