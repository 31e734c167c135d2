import { createHash } from 'node:crypto';
import type { ApprovalAddress } from '../../domain/act.js';
import type { ApprovalNow, ApprovalOutcome, ApprovalPlace, PostedApproval } from '../../domain/approval.js';
import type { PipelineKey } from '../../domain/incident.js';
import type { Subscription } from '../../domain/subscription.js';
import type { Standing } from './look.js';
import type { Content, Did, FoundApproval } from './ports.js';

const DECIDED_KEPT_MS = 5 * 24 * 60 * 60_000;
const CARDS_KEPT = 100;

export const postedOf = ({ record }: Standing, { token }: ApprovalPlace): PostedApproval | undefined =>
  record.approvals?.find((one) => one.token === token);

/** A card that someone posted who had the channel before and left no word. */
export async function adoptCard(
  standing: Standing,
  approval: ApprovalNow,
  wish: Subscription | undefined,
): Promise<PostedApproval | undefined> {
  const sent = await standing.session.unrecorded('own');
  const found = sent.find(({ kind, key }) => kind === 'approval' && key === keyOf(approval.token));
  if (!found) return undefined;
  const remindAt = await planReminder(standing, approval, wish);
  // What it shows is unknown.
  return { ...approval, outcome: undefined, votes: undefined, ts: found.ts, remindAt };
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

export async function postCard(
  standing: Standing,
  approval: ApprovalNow,
  found: FoundApproval,
  wish: Subscription,
): Promise<Did> {
  const ts = await standing.session.post(waiting(standing, found), keyOf(approval.token));
  note(standing, { ...approval, ts, remindAt: await planReminder(standing, approval, wish) });
  return 'posted';
}

/** A card that can be answered. */
function waiting({ deps, look }: Standing, approval: FoundApproval): Content {
  const { tally } = approval;
  const operators = deps.operatorsOf(look.pipeline);
  const votes = tally && tally.needed > 1 && { by: tally.votes.map(({ id }) => id), needed: tally.needed };
  return { kind: 'approval', approval, operators, ...(votes && { votes }) };
}

/** The card says what became of it, and its thread once more. */
export async function rewriteCard(
  standing: Standing,
  posted: PostedApproval,
  outcome: ApprovalOutcome,
  approval: FoundApproval,
): Promise<Did> {
  const isThere = await show(standing, posted, { kind: 'approval', approval, outcome, operators: [] });
  const over = { kind: 'approval over' as const, approval, outcome };
  if (isThere) await standing.session.postOnce(over, keyOf(posted.token), posted.ts);
  note(standing, { ...posted, outcome, remindAt: undefined });
  return isThere ? 'updated' : 'nothing';
}

/** The channel wants no cards any more: the one that stands there does not ask any more, and says why. */
export async function withdrawCard(standing: Standing, posted: PostedApproval, approval: FoundApproval): Promise<Did> {
  const outcome: ApprovalOutcome = { status: 'withdrawn' };
  const isThere = await show(standing, posted, { kind: 'approval', approval, outcome, operators: [] });
  note(standing, { ...posted, outcome, remindAt: undefined });
  return isThere ? 'updated' : 'nothing';
}

/** Has the card ask again, and count those who have approved, where it does not yet. @returns the card as it stands then. */
export async function showVotes(
  standing: Standing,
  posted: PostedApproval,
  { votes }: ApprovalNow,
  found: FoundApproval,
): Promise<PostedApproval> {
  if (!posted.outcome && String(votes ?? '') === String(posted.votes ?? '')) return posted;
  await show(standing, posted, waiting(standing, found));
  const shown = { ...posted, votes, outcome: undefined };
  note(standing, shown);
  return shown;
}

/** False when someone has deleted the card. */
const show = async ({ session }: Standing, { ts }: PostedApproval, content: Content): Promise<boolean> =>
  (await session.update(ts, content)) !== 'gone';

export async function remindThread(standing: Standing, posted: PostedApproval, approval: FoundApproval): Promise<Did> {
  const { deps, look, session } = standing;
  const { remindAt, startedAt = deps.now(), token, ts } = posted;
  if (remindAt === undefined || remindAt > deps.now()) {
    // One that was adopted is noted here.
    if (!postedOf(standing, posted)) note(standing, posted);
    return 'nothing';
  }
  const operators = deps.operatorsOf(look.pipeline);
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

export const addressOf = (
  { pipelineName, region }: PipelineKey,
  { pipelineExecutionId, stageName, actionName, token }: ApprovalPlace,
): ApprovalAddress => ({ pipelineName, region, pipelineExecutionId, stageName, actionName, token });

const keyOf = (token: string): string => createHash('sha256').update(`approval ${token}`).digest('hex').slice(0, 32);
