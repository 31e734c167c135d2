import type { Controls } from '../../../slack/protocol.js';
import { h } from '../../dom/h.js';

type Faults = Controls['faults'];

/** Beyond Slack's deadline of 3,000 ms, to show its timeout. */
const MAX_MS = 4000;

let count = 0;

/** A slider and a number for the same milliseconds; sent on release. */
export function latencyControl(
  label: string,
  set: (control: HTMLElement, ms: number) => unknown,
  read: (faults: Faults) => number,
) {
  const id = `latency-${++count}`;
  const slider = h('input', { type: 'range', id, min: 0, max: MAX_MS, step: 50 });
  const number = h('input', {
    type: 'number',
    min: 0,
    max: 60_000,
    step: 50,
    'aria-label': `${label}, in milliseconds`,
  });
  const show = (ms: number) => {
    if (document.activeElement !== number) number.value = String(ms);
    slider.value = String(ms);
  };
  const send = (control: HTMLInputElement) => {
    const ms = Math.max(0, Math.round(control.valueAsNumber || 0));
    show(ms);
    set(control, ms);
  };
  slider.addEventListener('input', () => show(slider.valueAsNumber));
  slider.addEventListener('change', () => send(slider));
  number.addEventListener('change', () => send(number));
  return {
    element: h('div', { class: 'latency' }, h('label', { for: id }, label), slider, number, h('span', {}, 'ms')),
    update: (faults: Faults) => show(read(faults)),
  };
}
