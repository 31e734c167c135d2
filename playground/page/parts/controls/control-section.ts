import type { ControlGesture, Controls } from '../../../slack/protocol.js';

/** Sends one control gesture; the button is busy until it is answered. */
export type SendControl = (control: HTMLElement, gesture: ControlGesture) => Promise<void>;

/** One part of the panel: drawn once, told of every change, so that nobody loses the field they are in. */
export interface ControlSection {
  element: HTMLElement;
  update(controls: Controls): void;
}
