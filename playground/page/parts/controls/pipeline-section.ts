import { h } from '../../dom/h.js';
import type { ControlSection, SendControl } from './control-section.js';
import { fillOptions } from './fill-options.js';

/** Starts a run of a pipeline, breaks one with a ready-made scene, and retries what failed. */
export function pipelineSection(send: SendControl): ControlSection {
  const pipeline = h('select', { id: 'control-pipeline' });
  const scene = h('select', { id: 'control-scene' });
  const start = makeButton('Start a run', 'primary', () => send(start, { do: 'start-run', pipeline: pipeline.value }));
  const break_ = makeButton('Break a run', 'danger', () =>
    send(break_, { do: 'scene', pipeline: pipeline.value, scene: scene.value }),
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
    ),
    update({ pipelines, scenes }) {
      fillOptions(
        pipeline,
        pipelines.map((name) => ({ value: name, label: name })),
      );
      fillOptions(
        scene,
        scenes.map(({ id, label }) => ({ value: id, label })),
      );
    },
  };
}

function makeButton(label: string, style: string, press: () => unknown): HTMLElement {
  return h('button', { type: 'button', class: `button ${style}`, onclick: press }, label);
}
