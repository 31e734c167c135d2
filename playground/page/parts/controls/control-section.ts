import type { ControlGesture, Controls } from '../../../slack/protocol.js';

/** The button is busy until the gesture is answered. */
export type SendControl = (control: HTMLElement, gesture: ControlGesture) => Promise<void>;

/** One part of the panel: drawn once, then updated, so that fields keep the focus. */
export interface ControlSection {
  element: HTMLElement;
  update(controls: Controls): void;
}
