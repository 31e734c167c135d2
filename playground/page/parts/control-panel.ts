import { postGesture } from '../connection/post-gesture.js';
import type { Store } from '../connection/store.js';
import { h } from '../dom/h.js';
import { awsSection } from './controls/aws-section.js';
import { botSection } from './controls/bot-section.js';
import type { SendControl } from './controls/control-section.js';
import { faultSection } from './controls/fault-section.js';
import { pipelineSection } from './controls/pipeline-section.js';

export function controlPanel(store: Store): HTMLElement {
  const status = h('p', { class: 'control-status', role: 'status' });
  const send: SendControl = async (control, gesture) => {
    control.setAttribute('aria-busy', 'true');
    const answer = await postGesture('control', gesture);
    control.removeAttribute('aria-busy');
    status.classList.toggle('refused', !answer.ok);
    if (answer.ok) status.textContent = 'said' in answer ? (answer.said ?? '') : '';
    else status.textContent = `⚠ ${answer.error}`;
  };
  const sections = [pipelineSection(send), faultSection(send), botSection(send), awsSection()];
  const panel = h('div', { class: 'controls', hidden: true }, status, ...sections.map(({ element }) => element));
  const empty = h(
    'p',
    { class: 'empty' },
    'There is no simulator behind this workspace, so there is nothing to control.',
  );
  store.subscribe(({ type }) => {
    if (type !== 'snapshot' && type !== 'controls') return;
    const { controls } = store.workspace;
    panel.hidden = !controls;
    empty.hidden = controls !== null;
    if (controls) for (const { update } of sections) update(controls);
  });
  return h('div', {}, empty, panel);
}
