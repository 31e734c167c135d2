import { type Act, claimWith } from './act.js';
import type {
  ApprovalFact,
  ApprovalNow,
  ApprovalOutcome,
  ApprovalPlace,
  PostedApproval,
  Standing,
} from './approval.js';

/** What AWS and the table say of an approval. Times are milliseconds since 1970. */
export interface ApprovalRead {
  standing: Standing;
  until?: number | undefined;
  readAt: number;
  /** The decision made or being made from Slack. */
  act?: Act | undefined;
  /** Slack's ids of those who have approved, where several must. */
  votes?: string[] | undefined;
}

/** Everything known of a pipeline's approvals, as sets: order and repetition don't matter. */
export interface ApprovalHistory {
  noted: readonly ApprovalFact[];
  told: readonly PostedApproval[];
  read: ReadonlyMap<string, ApprovalRead>;
}

/** GetPipelineState may lack an approval for about ten seconds after its event (recorded). */
const LAG_MS = 30_000;

/**
 * A pipeline's facts → its approvals, oldest first. An outcome that the channel was told stays. An act of ours, or an
 * event of the end, counts more than a state that still calls the approval open.
 */
export function foldApprovals({ noted, told, read }: ApprovalHistory): ApprovalNow[] {
  const places = new Map([...noted, ...told].map((one) => [one.token, placeOf(one)]));
  const approvals = [...places.values()].map((place): ApprovalNow => {
    const { token } = place;
    const posted = told.find((one) => one.token === token);
    const facts = noted.filter((one) => one.token === token).sort(byTime);
    const startedAt = posted?.startedAt ?? facts.find(({ state }) => state === 'started')?.at;
    const end = facts.find(({ state }) => state !== 'started');
    const answer = read.get(token);
    const outcome = lastWord(posted) ?? doneHere(answer) ?? outcomeOf(startedAt, end, answer);
    return { ...place, startedAt, outcome: withPeople(outcome, answer), ...(answer?.votes && { votes: answer.votes }) };
  });
  return approvals.sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0) || (a.token < b.token ? -1 : 1));
}

const lastWord = (posted: PostedApproval | undefined) =>
  posted?.outcome?.status === 'withdrawn' ? undefined : posted?.outcome;

/** AWS has taken it: nothing else can have become of it. */
function doneHere(read: ApprovalRead | undefined): ApprovalOutcome | undefined {
  const { act } = read ?? {};
  if (act?.outcome !== 'done') return undefined;
  return { status: act.verb === 'approve' ? 'approved' : 'rejected', words: act.summary, at: act.at };
}

/** Anyone who may answer AWS could write the words that we do; the table alone knows who acted from here. */
function withPeople(outcome: ApprovalOutcome | undefined, read: ApprovalRead | undefined): ApprovalOutcome | undefined {
  const { votes = [] } = read ?? {};
  const act = claimWith(outcome?.words, read?.act);
  if (!outcome || !act || outcome.people) return outcome;
  const isVoted = act.verb === 'approve' && votes.length > 0;
  return { ...outcome, people: isVoted ? votes : [act.by.id], words: act.words };
}

function outcomeOf(
  startedAt: number | undefined,
  end: ApprovalFact | undefined,
  read: ApprovalRead | undefined,
): ApprovalOutcome | undefined {
  const { standing } = read ?? {};
  if (standing?.kind === 'approved' || standing?.kind === 'rejected') {
    const { kind: status, by, words = end?.words, at } = standing;
    return { status, by, words, at: at ? at.getTime() : end?.at };
  }
  if (standing?.kind === 'expired') return { status: 'expired', at: end?.at };
  if (end) return { status: statusOf(end, read), words: end.words, at: end.at };
  const isBelieved = read !== undefined && read.readAt - (startedAt ?? 0) > LAG_MS;
  return standing?.kind === 'gone' && isBelieved ? { status: 'ended' } : undefined;
}

function statusOf({ state, at, words }: ApprovalFact, read: ApprovalRead | undefined): ApprovalOutcome['status'] {
  if (state === 'succeeded') return 'approved';
  if (state === 'canceled') return 'killed';
  if (state === 'abandoned') return 'ended';
  if (words) return 'rejected';
  if (read?.until !== undefined && at >= read.until) return 'expired';
  // AWS names the reviewer of a rejection, so one without a name expired. Other endings have events of their own.
  return read?.standing.kind === 'gone' ? 'expired' : 'rejected';
}

const placeOf = ({ pipelineExecutionId, stageName, actionName, token }: ApprovalPlace): ApprovalPlace => ({
  pipelineExecutionId,
  stageName,
  actionName,
  token,
});

const byTime = (a: ApprovalFact, b: ApprovalFact) => a.at - b.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
