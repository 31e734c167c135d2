import * as z from 'zod';
import type { Fact, PipelineKey } from '../domain/incident.js';
import { EXECUTION_ID, PIPELINE_NAME, REGION } from '../domain/listing.js';
import { makeWellFormed } from '../domain/well-formed.js';

/**
 * What a message of the queue is. `ignored` ones are none of ours and are deleted; a `malformed` one says that whoever
 * fills the queue does something else than we think, so it is left to the queue's own redrive policy.
 */
export type ParsedEvent =
  | { kind: 'event'; pipeline: PipelineKey; fact: Fact }
  | { kind: 'ignored'; because: string }
  | { kind: 'malformed'; because: string };

/** EventBridge's form, or that of a notification rule, which has `detailType`. */
const envelope = z
  .object({
    source: z.string().optional(),
    'detail-type': z.string().optional(),
    detailType: z.string().optional(),
  })
  .transform(({ source, detailType, 'detail-type': type = detailType }) => ({ source, type }))
  .refine(({ source, type }) => source !== undefined && type !== undefined);

const time = z.iso.datetime().transform((text) => Date.parse(text));

/** Fields that our detail-types have in common; numbers are floats such as `1.0`. */
const stateChange = z.object({
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  region: z.string().regex(REGION),
  time,
  detail: z.object({
    pipeline: z.string().regex(PIPELINE_NAME),
    'execution-id': z.string().regex(EXECUTION_ID),
    state: z.string(),
    'start-time': time.optional(),
    'pipeline-execution-attempt': z.number().min(0).optional(),
    // Its shape depends on what started the execution; only a connection's names the branch.
    'execution-trigger': z.object({ 'branch-name': z.string().optional() }).optional().catch(undefined),
  }),
});

/** Of each detail-type, the states after which a channel may have to show something else. */
const STATES: Record<string, Record<string, Fact['state']>> = {
  'CodePipeline Pipeline Execution State Change': {
    ...{ FAILED: 'failed', SUCCEEDED: 'succeeded', RESUMED: 'running', STOPPED: 'ended', CANCELED: 'ended' },
  },
  'CodePipeline Stage Execution State Change': { RESUMED: 'running' },
  'CodePipeline Action Execution State Change': {},
};

/**
 * The body of a message → what it tells. Never throws.
 * @param account The queue's own, empty where its URL names none: events of other accounts are not looked at.
 */
export function parseEvent(body: string, account: string): ParsedEvent {
  const json = unwrap(body);
  const { data: head } = envelope.safeParse(json);
  if (!head?.type) return { kind: 'malformed', because: 'neither an event of EventBridge nor of a notification rule' };
  if (head.source !== 'aws.codepipeline') return { kind: 'ignored', because: 'foreign source' };
  const states = Object.hasOwn(STATES, head.type) ? STATES[head.type] : undefined;
  if (!states) return { kind: 'ignored', because: 'unknown detail-type' };
  const { data: event, error } = stateChange.safeParse(json);
  if (!event) return { kind: 'malformed', because: z.prettifyError(error).replaceAll('\n', ' ') };
  const other = account && event.account && event.account !== account ? event.account : undefined;
  if (other) return { kind: 'ignored', because: `of account ${other}, and the queue is of ${account}` };
  const { state, pipeline: pipelineName } = event.detail;
  const told = Object.hasOwn(states, state) ? states[state] : undefined;
  if (!told) return { kind: 'ignored', because: `nothing to tell of ${state.slice(0, 20)}` };
  const pipeline = { account: event.account ?? account, region: event.region, pipelineName };
  return { kind: 'event', pipeline, fact: toFact(event, told) };
}

function toFact({ time: at, detail }: z.output<typeof stateChange>, state: Fact['state']): Fact {
  const branch = detail['execution-trigger']?.['branch-name'];
  return {
    pipelineExecutionId: detail['execution-id'],
    // A stage counts from 0 until something is retried.
    attempt: Math.max(1, detail['pipeline-execution-attempt'] ?? 1),
    state,
    // A notification rule tells milliseconds; in whole seconds one change is one fact, whoever tells of it.
    at: Math.floor(at / 1000) * 1000,
    startedAt: detail['start-time'],
    branch: branch || undefined,
  };
}

const MOST_ENVELOPES = 2;
const notification = z.object({ Type: z.literal('Notification'), Message: z.string() });

/** A topic of SNS between the rule and the queue puts the event into an envelope of its own. */
function unwrap(body: string): unknown {
  let json = parseJson(body);
  for (let opened = 0; opened < MOST_ENVELOPES; opened += 1) {
    const { data } = notification.safeParse(json);
    if (!data) break;
    json = parseJson(data.Message);
  }
  return json;
}

function parseJson(body: string): unknown {
  try {
    return makeWellFormed(JSON.parse(body));
  } catch {
    return undefined;
  }
}
