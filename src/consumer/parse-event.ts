import * as z from 'zod';
import { type Account, inAccount, withAccount } from '../domain/account.js';
import type { ApprovalFact } from '../domain/approval.js';
import { wholeSeconds } from '../domain/history.js';
import type { Fact, PipelineKey } from '../domain/incident.js';
import { EXECUTION_ID, PIPELINE_NAME, REGION } from '../domain/listing.js';
import { openEnvelope } from './open-envelope.js';

/**
 * What a message of the queue is. `ignored` ones are none of ours and are deleted; a `malformed` one comes from a
 * source we did not expect, so it is left to the queue's own redrive policy.
 */
export type ParsedEvent =
  | { kind: 'event'; pipeline: PipelineKey; fact: Fact | ApprovalFact }
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
    FAILED: 'failed',
    SUCCEEDED: 'succeeded',
    RESUMED: 'running',
    STOPPED: 'ended',
    CANCELED: 'ended',
  },
  'CodePipeline Stage Execution State Change': { RESUMED: 'running' },
};

const ACTION = 'CodePipeline Action Execution State Change';
/** Of an approval. */
const APPROVAL_STATES: Record<string, ApprovalFact['state']> = {
  STARTED: 'started',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELED: 'canceled',
  ABANDONED: 'abandoned',
};

const actionChange = z.object({
  detail: z.object({
    type: z.object({ category: z.string() }).optional(),
  }),
});

const NAME = z.string().regex(PIPELINE_NAME);
const approvalChange = z.object({
  detail: z.object({
    stage: NAME,
    action: NAME,
    'action-execution-id': z.string().regex(EXECUTION_ID),
    'execution-result': z.object({ 'external-execution-summary': z.string().optional() }).optional().catch(undefined),
  }),
});
/** The longest that AWS takes. */
const WORDS = 512;

/**
 * The body of a message → what it tells. Never throws.
 * @param account The queue's own, empty where its URL names none: events of other accounts are not looked at, but for
 * those of `accounts`.
 */
export function parseEvent(body: string, account: string, accounts: readonly Account[] = []): ParsedEvent {
  const json = openEnvelope(body);
  const { data: head } = envelope.safeParse(json);
  if (!head?.type) return { kind: 'malformed', because: 'neither an event of EventBridge nor of a notification rule' };
  if (head.source !== 'aws.codepipeline') return { kind: 'ignored', because: 'foreign source' };
  const states = statesOf(head.type, json);
  if (!states) return { kind: 'ignored', because: 'unknown detail-type' };
  const { data: event, error } = stateChange.safeParse(json);
  if (!event) return malformed(error);
  const other = event.account && event.account !== account ? event.account : undefined;
  const alias = accounts.find(({ id }) => id === other)?.alias;
  if (account && other && alias === undefined)
    return { kind: 'ignored', because: `of account ${other}, and the queue is of ${account}` };
  const { state, pipeline: pipelineName } = event.detail;
  const told = Object.hasOwn(states, state) ? states[state] : undefined;
  if (!told) return { kind: 'ignored', because: `nothing to tell of ${state.slice(0, 20)}` };
  const region = alias === undefined ? withAccount(accounts, event.region) : inAccount(alias, event.region);
  const pipeline = { account: event.account ?? account, region, pipelineName };
  if (head.type !== ACTION) return { kind: 'event', pipeline, fact: toFact(event, told as Fact['state']) };
  const { data: approval, error: lack } = approvalChange.safeParse(json);
  if (!approval) return malformed(lack);
  return { kind: 'event', pipeline, fact: toApprovalFact(event, approval, told as ApprovalFact['state']) };
}

const malformed = (error: z.ZodError): ParsedEvent => ({
  kind: 'malformed',
  because: z.prettifyError(error).replaceAll('\n', ' '),
});

/** The states of a detail-type that tell something; of actions only an approval's do. */
function statesOf(type: string, json: unknown): Record<string, string> | undefined {
  if (type !== ACTION) return Object.hasOwn(STATES, type) ? STATES[type] : undefined;
  return actionChange.safeParse(json).data?.detail.type?.category === 'Approval' ? APPROVAL_STATES : {};
}

function toApprovalFact(
  { time: at, detail }: z.output<typeof stateChange>,
  { detail: approval }: z.output<typeof approvalChange>,
  state: ApprovalFact['state'],
): ApprovalFact {
  return {
    pipelineExecutionId: detail['execution-id'],
    stageName: approval.stage,
    actionName: approval.action,
    token: approval['action-execution-id'],
    state,
    at: wholeSeconds(at),
    words: approval['execution-result']?.['external-execution-summary']?.slice(0, WORDS).toWellFormed() || undefined,
  };
}

function toFact({ time: at, detail }: z.output<typeof stateChange>, state: Fact['state']): Fact {
  const branch = detail['execution-trigger']?.['branch-name'];
  return {
    pipelineExecutionId: detail['execution-id'],
    // A stage counts from 0 until something is retried.
    attempt: Math.max(1, detail['pipeline-execution-attempt'] ?? 1),
    state,
    // A notification rule tells milliseconds; in whole seconds both forms of one change are the same fact.
    at: wholeSeconds(at),
    startedAt: detail['start-time'],
    branch: branch || undefined,
  };
}
