import type { Controls } from '../../../slack/protocol.js';
import { h } from '../../dom/h.js';
import type { ControlSection, SendControl } from './control-section.js';
import { latencyControl } from './latency-control.js';

type Faults = Controls['faults'];

export function faultSection(send: SendControl): ControlSection {
  const set = (control: HTMLElement, faults: Partial<Faults>) => send(control, { do: 'set-faults', faults });
  const parts = [
    latencyControl(
      'Delay every answer of AWS by',
      (control, awsLatencyMs) => set(control, { awsLatencyMs }),
      (faults) => faults.awsLatencyMs,
    ),
    latencyControl(
      'Delay every answer of Slack by',
      (control, slackLatencyMs) => set(control, { slackLatencyMs }),
      (faults) => faults.slackLatencyMs,
    ),
    toggle(
      'Throttle',
      'Every AWS call is answered ThrottlingException.',
      (control, throttle) => set(control, { throttle }),
      (faults) => faults.throttle,
    ),
    toggle(
      'Deny access',
      'Every AWS call is answered AccessDeniedException.',
      (control, denyAccess) => set(control, { denyAccess }),
      (faults) => faults.denyAccess,
    ),
  ];
  const expire: HTMLElement = h(
    'button',
    { type: 'button', class: 'button', onclick: () => send(expire, { do: 'expire-tokens' }) },
    'Expire all tokens',
  );
  return {
    element: h(
      'section',
      { 'aria-labelledby': 'controls-faults' },
      h('h3', { id: 'controls-faults' }, 'What can go wrong'),
      ...parts.map(({ element }) => element),
      h('div', { class: 'control-row' }, expire),
      h('p', { class: 'hint' }, 'Every Next page button then carries a token that AWS refuses.'),
    ),
    update({ faults }) {
      for (const part of parts) part.update(faults);
    },
  };
}

function toggle(
  label: string,
  hint: string,
  set: (control: HTMLElement, on: boolean) => unknown,
  read: (faults: Faults) => boolean,
) {
  const box: HTMLInputElement = h('input', { type: 'checkbox', role: 'switch', class: 'switch' });
  box.addEventListener('change', () => set(box, box.checked));
  return {
    element: h('label', { class: 'switch-row' }, box, h('span', {}, label, h('small', {}, hint))),
    update(faults: Faults) {
      box.checked = read(faults);
    },
  };
}
