import type { ApprovalFact, ApprovalNow, ApprovalPlace } from '../../domain/approval.js';
import { AwsProblem, isPassing } from '../../domain/aws-problem.js';
import { type ApprovalRead, foldApprovals } from '../../domain/fold-approvals.js';
import type { PipelineKey } from '../../domain/incident.js';
import type { Subscription } from '../../domain/subscription.js';
import type { Standing } from './look.js';
import type { AnnounceDeps, Delivery, Did, FoundApproval } from './ports.js';
import {
  addressOf,
  adoptCard,
  postCard,
  postedOf,
  remindThread,
  rewriteCard,
  showVotes,
  withdrawCard,
} from './tell-approval.js';

type Reads = Pick<AnnounceDeps, 'readApproval' | 'readTally'>;

/** Begins to read an approval that has just begun, while the channels are taken. */
export function beginToRead(
  deps: Reads,
  pipeline: PipelineKey,
  fact: ApprovalFact,
): Map<string, Promise<FoundApproval>> {
  if (fact.state !== 'started') return new Map();
  const reading = read(deps, pipeline, fact, fact.at);
  // Handled where the reading is awaited.
  reading.catch(() => {});
  return new Map([[fact.token, reading]]);
}

async function read(
  { readApproval, readTally }: Reads,
  pipeline: PipelineKey,
  place: ApprovalPlace,
  startedAt: number | undefined,
): Promise<FoundApproval> {
  const at = addressOf(pipeline, place);
  const heardAt = startedAt === undefined ? undefined : new Date(startedAt);
  const [approval, tally] = await Promise.all([readApproval(at, heardAt), readTally(at)]);
  return { ...approval, tally };
}

/** Makes the cards of a pipeline's approvals stand as the facts have them. AWS is asked only of those undecided. */
export async function standApprovals(standing: Standing): Promise<Omit<Delivery, 'channel'>> {
  const { look, facts, record } = standing;
  const wish = look.subscriptions.find(({ approvals }) => approvals);
  const told = record.approvals ?? [];
  const noted = wish ? [...facts.approvals, ...look.approvals] : [];
  const known = foldApprovals({ noted, told, read: new Map() });
  const found = new Map<string, FoundApproval>();
  await Promise.all(
    known
      .filter((one) => isWorthReading(standing, one, wish))
      .map(async (one) => found.set(one.token, await readOne(standing, one))),
  );
  const readAt = standing.deps.now();
  const answers = new Map([...found].map(([token, one]) => [token, toRead(one, readAt)]));
  const did: Did[] = [];
  for (const approval of foldApprovals({ noted, told, read: answers })) {
    const one = found.get(approval.token);
    if (one) did.push(await stand(standing, approval, one, wish));
  }
  return { did: did.find((one) => one !== 'nothing') ?? 'nothing' };
}

const toRead = ({ standing, until, tally }: FoundApproval, readAt: number): ApprovalRead => ({
  standing,
  until: until?.getTime(),
  readAt,
  act: tally?.act,
  votes: tally && tally.needed > 1 ? tally.votes.map(({ id }) => id) : undefined,
});

/** Skips an approval that was over before the channel heard of it, unless an unrecorded card may stand there. */
function isWorthReading(standing: Standing, approval: ApprovalNow, wish: Subscription | undefined): boolean {
  const posted = postedOf(standing, approval);
  if (posted?.outcome?.status === 'withdrawn') return wish !== undefined;
  if (posted) return !posted.outcome;
  return !approval.outcome || standing.session.isInDoubt();
}

async function readOne({ deps, look }: Standing, approval: ApprovalNow): Promise<FoundApproval> {
  try {
    // One begun at its start is too old to say how it ended.
    const begun = approval.outcome ? undefined : look.readings.get(approval.token);
    return await (begun ?? read(deps, look.pipeline, approval, approval.startedAt));
  } catch (problem) {
    if (!(problem instanceof AwsProblem) || (isPassing(problem) && !look.isUrgent)) throw problem;
    const isGone = problem.kind === 'pipeline-not-found';
    return {
      at: addressOf(look.pipeline, approval),
      standing: { kind: isGone ? 'gone' : 'open' },
      revisions: [],
      tally: undefined,
    };
  }
}

async function stand(
  standing: Standing,
  approval: ApprovalNow,
  found: FoundApproval,
  wish: Subscription | undefined,
): Promise<Did> {
  const posted = postedOf(standing, approval) ?? (await adoptCard(standing, approval, wish));
  if (!posted)
    return approval.outcome || !isWanted(found, wish) ? 'nothing' : postCard(standing, approval, found, wish);
  if (approval.outcome) return rewriteCard(standing, posted, approval.outcome, found);
  if (!wish) return withdrawCard(standing, posted, found);
  const shown = await showVotes(standing, posted, approval, found);
  const reminded = await remindThread(standing, shown, found);
  return reminded !== 'nothing' ? reminded : shown === posted ? 'nothing' : 'updated';
}

const isWanted = ({ branch }: FoundApproval, wish: Subscription | undefined): wish is Subscription =>
  wish !== undefined && (!wish.branch || !branch || branch === wish.branch);
