import * as z from 'zod';
import type { ExecutionNews } from '../domain/incident.js';
import { EXECUTION_ID, PIPELINE_NAME, REGION } from '../domain/listing.js';
import { makeWellFormed } from '../domain/well-formed.js';

/**
 * What a message of the queue is. `ignored` ones are none of ours and are deleted; a `malformed` one says that whoever
 * fills the queue does something else than we think, so it is left to the queue's own redrive policy.
 */
export type PipelineEvent =
  | { kind: 'news'; news: ExecutionNews }
  | { kind: 'ignored'; because: string }
  | { kind: 'malformed'; because: string };

const envelope = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
});

const time = z.iso.datetime().transform((text) => Date.parse(text));

/** Fields that our detail-types have in common; numbers are floats such as `1.0`. */
const stateChange = z.object({
  region: z.string().regex(REGION),
  time,
  detail: z.object({
    pipeline: z.string().regex(PIPELINE_NAME),
    'execution-id': z.string().regex(EXECUTION_ID),
    state: z.string(),
    'start-time': time.optional(),
    'pipeline-execution-attempt': z.number().min(0).optional(),
    // Its shape depends on what started the execution; only a connection's names branch and author.
    'execution-trigger': z
      .object({ 'branch-name': z.string().optional(), 'author-email': z.string().optional() })
      .optional()
      .catch(undefined),
  }),
});

/** Of each detail-type, the states that change what a channel is told. */
const NEWS: Record<string, readonly string[]> = {
  'CodePipeline Pipeline Execution State Change': ['FAILED', 'SUCCEEDED', 'RESUMED'],
  'CodePipeline Stage Execution State Change': ['RESUMED'],
  'CodePipeline Action Execution State Change': [],
};

/** The body of a message, an event of EventBridge's as it is, → what it tells. Never throws. */
export function parsePipelineEvent(body: string): PipelineEvent {
  const json = parseJson(body);
  const parsed = envelope.safeParse(json);
  if (!parsed.success) return { kind: 'malformed', because: 'not an EventBridge event' };
  const { source, 'detail-type': type } = parsed.data;
  if (source !== 'aws.codepipeline') return { kind: 'ignored', because: 'foreign source' };
  const states = Object.hasOwn(NEWS, type) ? NEWS[type] : undefined;
  if (!states) return { kind: 'ignored', because: 'unknown detail-type' };
  const event = stateChange.safeParse(json);
  if (!event.success) return { kind: 'malformed', because: z.prettifyError(event.error).replaceAll('\n', ' ') };
  const { state } = event.data.detail;
  if (!states.includes(state)) return { kind: 'ignored', because: `nothing to tell of ${state.slice(0, 20)}` };
  return { kind: 'news', news: toNews(event.data, state as ExecutionNews['state']) };
}

function toNews(
  { region, time: at, detail }: z.output<typeof stateChange>,
  state: ExecutionNews['state'],
): ExecutionNews {
  const trigger = detail['execution-trigger'];
  return {
    state,
    region,
    pipelineName: detail.pipeline,
    pipelineExecutionId: detail['execution-id'],
    // A stage counts from 0 until something is retried.
    attempt: Math.max(1, detail['pipeline-execution-attempt'] ?? 1),
    at,
    startedAt: detail['start-time'] ?? at,
    ...(trigger?.['branch-name'] && { branch: trigger['branch-name'] }),
    ...(trigger?.['author-email'] && { authorEmail: trigger['author-email'] }),
  };
}

function parseJson(body: string): unknown {
  try {
    return makeWellFormed(JSON.parse(body));
  } catch {
    return undefined;
  }
}
