import type { Controls } from '../../../slack/protocol.js';
import { h } from '../../dom/h.js';
import type { ControlSection, SendControl } from './control-section.js';
import { fillOptions } from './fill-options.js';

/** Starts runs, breaks them with a scene, retries them and ends approvals. */
export function pipelineSection(send: SendControl): ControlSection {
  const pipeline = h('select', { id: 'control-pipeline' });
  const scene = h('select', { id: 'control-scene' });
  let scenes: Controls['scenes'] = {};
  const fillScenes = () =>
    fillOptions(
      scene,
      (scenes[pipeline.value] ?? []).map(({ id, label }) => ({ value: id, label })),
    );
  pipeline.addEventListener('change', fillScenes);
  const start = makeButton('Start a run', 'primary', () => send(start, { do: 'start-run', pipeline: pipeline.value }));
  const break_ = makeButton('Break a run', 'danger', () =>
    send(break_, { do: 'scene', pipeline: pipeline.value, scene: scene.value }),
  );
  const end = h('select', { id: 'control-approval-end' });
  const decide = makeButton('End its approval', '', () =>
    send(decide, { do: 'end-approval', pipeline: pipeline.value, end: end.value }),
  );
  const retry = makeButton('Retry what failed', '', () => send(retry, { do: 'retry', pipeline: pipeline.value }));
  return {
    element: h(
      'section',
      { 'aria-labelledby': 'controls-pipeline' },
      h('h3', { id: 'controls-pipeline' }, 'Pipeline'),
      h('label', { for: pipeline.id }, 'Which one'),
      pipeline,
      h('div', { class: 'control-row' }, start, retry),
      h('label', { for: scene.id }, 'How it breaks'),
      h('div', { class: 'control-row' }, scene, break_),
      h('label', { for: end.id }, 'How its approval ends without the bot'),
      h('div', { class: 'control-row' }, end, decide),
    ),
    update({ pipelines, scenes: latest, approvalEnds }) {
      scenes = latest;
      fillOptions(
        pipeline,
        pipelines.map((name) => ({ value: name, label: name })),
      );
      fillScenes();
      fillOptions(
        end,
        approvalEnds.map(({ id, label }) => ({ value: id, label })),
      );
    },
  };
}

function makeButton(label: string, style: string, press: () => unknown): HTMLElement {
  return h('button', { type: 'button', class: `button ${style}`, onclick: press }, label);
}
