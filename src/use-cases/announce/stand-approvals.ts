import { createHash } from 'node:crypto';
import { fullName } from '../../domain/account.js';
import type { ApprovalAddress } from '../../domain/act.js';
import type { ApprovalFact, ApprovalNow, ApprovalPlace, PostedApproval } from '../../domain/approval.js';
import { AwsProblem, isPassing } from '../../domain/aws-problem.js';
import { type ApprovalRead, foldApprovals } from '../../domain/fold-approvals.js';
import type { PipelineKey } from '../../domain/incident.js';
import { SlackProblem } from '../../domain/slack-problem.js';
import type { Subscription } from '../../domain/subscription.js';
import type { Approval } from '../act/read-approval.js';
import type { Look, Standing } from './look.js';
import type { AnnounceDeps, Delivery, Did } from './ports.js';

const DECIDED_KEPT_MS = 5 * 24 * 60 * 60_000;
const CARDS_KEPT = 100;

/** Begins to read an approval that has just begun, while the channels are taken. */
export function beginToRead(
  deps: Pick<AnnounceDeps, 'readApproval'>,
  pipeline: PipelineKey,
  fact: ApprovalFact,
): Look['readings'] {
  if (fact.state !== 'started') return new Map();
  const reading = deps.readApproval(addressOf(pipeline, fact), new Date(fact.at));
  // Whoever needs it hears of what went wrong.
  reading.catch(() => {});
  return new Map([[fact.token, reading]]);
}

/** Makes the cards of a pipeline's approvals stand as the facts have them. AWS is asked only of those undecided. */
export async function standApprovals(standing: Standing): Promise<Omit<Delivery, 'channel'>> {
  const { look, facts, record } = standing;
  const wish = look.subscriptions.find(({ approvals }) => approvals);
  const told = record.approvals ?? [];
  const noted = wish ? [...facts.approvals, ...look.approvals] : [];
  const known = foldApprovals({ noted, told, read: new Map() });
  const read = new Map<string, Approval>();
  await Promise.all(
    known
      .filter((one) => isWorthReading(standing, one))
      .map(async (one) => read.set(one.token, await readOne(standing, one))),
  );
  const readAt = standing.deps.now();
  const answers = new Map([...read].map(([token, one]) => [token, toRead(one, readAt)]));
  const did: Did[] = [];
  for (const approval of foldApprovals({ noted, told, read: answers })) {
    const found = read.get(approval.token);
    if (found) did.push(await stand(standing, approval, found, wish));
  }
  return { did: did.find((one) => one !== 'nothing') ?? 'nothing' };
}

const toRead = ({ standing, until }: Approval, readAt: number): ApprovalRead => ({
  standing,
  until: until?.getTime(),
  readAt,
});

const postedOf = ({ record }: Standing, { token }: ApprovalPlace) =>
  record.approvals?.find((one) => one.token === token);

/** What was over before the channel heard of it stays untold, unless a card may stand that nobody recorded. */
function isWorthReading(standing: Standing, approval: ApprovalNow): boolean {
  const posted = postedOf(standing, approval);
  if (posted) return !posted.outcome;
  return !approval.outcome || standing.session.isInDoubt();
}

async function readOne({ deps, look }: Standing, approval: ApprovalNow): Promise<Approval> {
  const at = addressOf(look.pipeline, approval);
  const { startedAt } = approval;
  const heardAt = startedAt === undefined ? undefined : new Date(startedAt);
  try {
    // One begun at its start is too old to say how it ended.
    const begun = approval.outcome ? undefined : look.readings.get(approval.token);
    return await (begun ?? deps.readApproval(at, heardAt));
  } catch (problem) {
    if (!(problem instanceof AwsProblem) || (isPassing(problem) && !look.isUrgent)) throw problem;
    const isGone = problem.kind === 'pipeline-not-found';
    return { at, standing: { kind: isGone ? 'gone' : 'open' }, revisions: [] };
  }
}

async function stand(
  standing: Standing,
  approval: ApprovalNow,
  found: Approval,
  wish: Subscription | undefined,
): Promise<Did> {
  const posted = postedOf(standing, approval) ?? (await adopt(standing, approval, wish));
  if (!posted) return approval.outcome || !isWanted(found, wish) ? 'nothing' : post(standing, approval, found, wish);
  if (approval.outcome) return rewrite(standing, posted, approval, found);
  return remind(standing, posted, found);
}

/** A card that someone posted who had the channel before and left no word. */
async function adopt(
  standing: Standing,
  approval: ApprovalNow,
  wish: Subscription | undefined,
): Promise<PostedApproval | undefined> {
  const sent = await standing.session.unrecorded('own');
  const found = sent.find(({ kind, key }) => kind === 'approval' && key === keyOf(approval.token));
  return (
    found && { ...approval, outcome: undefined, ts: found.ts, remindAt: await planReminder(standing, approval, wish) }
  );
}

async function planReminder(
  { deps, look }: Standing,
  { token, startedAt = deps.now() }: ApprovalNow,
  wish: Subscription | undefined,
): Promise<number | undefined> {
  const remindAt = wish?.remindAfterMs && startedAt + wish.remindAfterMs;
  if (remindAt) await deps.store.remind(look.pipeline, token, remindAt);
  return remindAt;
}

const isWanted = ({ branch }: Approval, wish: Subscription | undefined): wish is Subscription =>
  wish !== undefined && (!wish.branch || !branch || branch === wish.branch);

async function post(standing: Standing, approval: ApprovalNow, found: Approval, wish: Subscription): Promise<Did> {
  const { deps, look, session } = standing;
  const operators = deps.operatorsOf(fullName(look.pipeline));
  const ts = await session.post({ kind: 'approval', approval: found, operators }, keyOf(approval.token));
  note(standing, { ...approval, ts, remindAt: await planReminder(standing, approval, wish) });
  return 'posted';
}

/** The card says what became of it, and its thread once more. */
async function rewrite(
  standing: Standing,
  posted: PostedApproval,
  { outcome }: ApprovalNow,
  approval: Approval,
): Promise<Did> {
  const { session } = standing;
  if (!outcome) return 'nothing';
  const isThere = await session.update(posted.ts, { kind: 'approval', approval, outcome, operators: [] }).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof SlackProblem) || !['message-gone', 'not-editable'].includes(error.kind)) throw error;
      return error.kind === 'not-editable';
    },
  );
  const over = { kind: 'approval over' as const, approval, outcome };
  if (isThere) await session.postOnce(over, keyOf(posted.token), posted.ts);
  note(standing, { ...posted, outcome, remindAt: undefined });
  return isThere ? 'updated' : 'nothing';
}

async function remind(standing: Standing, posted: PostedApproval, approval: Approval): Promise<Did> {
  const { deps, look, session } = standing;
  const { remindAt, startedAt = deps.now(), token, ts } = posted;
  if (remindAt === undefined || remindAt > deps.now()) {
    // One that was adopted is noted here.
    if (!postedOf(standing, posted)) note(standing, posted);
    return 'nothing';
  }
  const operators = deps.operatorsOf(fullName(look.pipeline));
  await session.postOnce({ kind: 'approval reminder', approval, startedAt, operators }, keyOf(token), ts);
  note(standing, { ...posted, remindAt: undefined });
  return 'posted in a thread';
}

/** Puts a card as it stands now in the place of what was told before, and forgets those long decided. */
function note(standing: Standing, posted: PostedApproval): void {
  const { deps, record } = standing;
  const others = (record.approvals ?? []).filter(({ token }) => token !== posted.token);
  const isKept = ({ outcome, startedAt = 0 }: PostedApproval) =>
    !outcome || (outcome.at ?? startedAt) > deps.now() - DECIDED_KEPT_MS;
  standing.record = { ...record, approvals: [...others.filter(isKept), posted].slice(-CARDS_KEPT) };
}

const addressOf = (
  { pipelineName, region }: PipelineKey,
  { pipelineExecutionId, stageName, actionName, token }: ApprovalPlace,
): ApprovalAddress => ({ pipelineName, region, pipelineExecutionId, stageName, actionName, token });

const keyOf = (token: string): string => createHash('sha256').update(`approval ${token}`).digest('hex').slice(0, 32);
