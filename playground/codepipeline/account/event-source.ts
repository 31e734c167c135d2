import { randomUUID } from 'node:crypto';
import { pipelineArn } from './arns.js';
import { type Detail, detailOf, FLOAT } from './event-detail.js';
import type { News, Run, Tell } from './run.js';

/** An event as EventBridge delivers it: to an SQS queue as the whole message body. */
export interface StateChangeEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: 'aws.codepipeline';
  account: string;
  /** Whole seconds, such as `2026-09-28T17:33:52Z`. */
  time: string;
  region: string;
  resources: string[];
  detail: Detail;
}

/** @param json The event's text, where versions and attempts are floats (`1.0`), which a parsed event can't show. */
export type EventListener = (event: StateChangeEvent, json: string) => void;

const DETAIL_TYPES: Record<News['of'], string> = {
  pipeline: 'CodePipeline Pipeline Execution State Change',
  stage: 'CodePipeline Stage Execution State Change',
  action: 'CodePipeline Action Execution State Change',
};

/** Turns changes of state into EventBridge events of their exact shape. */
export function createEventSource(): { tell: Tell; onEvent(listener: EventListener): () => void } {
  const listeners = new Set<EventListener>();
  return {
    tell(run, news) {
      if (listeners.size === 0) return;
      const json = toJson(run, news);
      const event: StateChangeEvent = JSON.parse(json);
      for (const listener of listeners) listener(event, json);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function toJson(run: Run, news: News): string {
  const { pipeline } = run;
  const text = JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': DETAIL_TYPES[news.of],
    source: 'aws.codepipeline',
    account: pipeline.accountId,
    time: new Date(run.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: pipeline.region,
    resources: [pipelineArn(pipeline)],
    detail: detailOf(run, news),
  });
  // The mark is new in every process, so no outside value can contain it.
  return text.replace(new RegExp(`"${FLOAT}(\\d+)"`, 'g'), '$1.0');
}
