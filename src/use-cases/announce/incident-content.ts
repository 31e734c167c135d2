import { createHash } from 'node:crypto';
import type { Cause } from '../../domain/cause.js';
import type { FailedAttempt, Fix, Incident, PostedIncident, ShortRevision } from '../../domain/incident.js';
import type { SourceRevision } from '../../domain/pipeline-execution.js';
import { revisionsOf } from '../../domain/revision.js';
import { maskText } from '../../masking/mask-secrets.js';
import type { IncidentContent } from './ports.js';

const EXECUTIONS_KEPT = 100;
/** Characters of a commit message that are kept: more than a line can show. */
const SUMMARY_KEPT = 200;

export const UNKNOWN: Cause = { reason: { kind: 'unknown' }, more: 0 };

/** An incident as its message is to show it. @param before What its message shows, where it has one. */
export function contentOf(
  { failures, branch, status, fix, rolledBackTo, act }: Incident,
  before: Pick<IncidentContent, 'branch' | 'cause'> & Partial<Pick<IncidentContent, 'executions' | 'since'>>,
): Omit<IncidentContent, 'mention'> {
  return {
    executions: withExecutions(before.executions ?? [], failures),
    shown: lastOf({ failures }),
    since: Math.min(before.since ?? Number.POSITIVE_INFINITY, failures[0]?.at ?? 0),
    branch: branch ?? before.branch,
    status,
    cause: before.cause,
    fix: fix && shortFix(fix),
    rolledBackTo: rolledBackTo && shortRevision(rolledBackTo),
    act,
  };
}

export const lastOf = ({ failures }: Pick<Incident, 'failures'>): FailedAttempt => failures.at(-1) as FailedAttempt;

export const isSameAttempt = (one: FailedAttempt, other: FailedAttempt): boolean =>
  one.pipelineExecutionId === other.pipelineExecutionId && one.attempt === other.attempt;

export const isKnown = ({ place, reason }: Cause): boolean => place !== undefined || reason.kind !== 'unknown';

export const isShown = (posted: PostedIncident, next: PostedIncident): boolean => faceOf(posted) === faceOf(next);

const faceOf = ({ shown, status, executions, fix, rolledBackTo, act }: PostedIncident): string =>
  JSON.stringify([
    shown.pipelineExecutionId,
    shown.attempt,
    status,
    executions.length,
    fix?.pipelineExecutionId,
    rolledBackTo?.id,
    act && [act.verb, act.by, act.at],
  ]);

/** Names a message in its metadata. Every member of the channel can read that, so no account id stands there. */
export const keyOf = (...parts: unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const shortFix = ({ revisions, ...fix }: Fix): PostedIncident['fix'] => ({
  ...fix,
  revision: shortRevision(revisions),
});

function shortRevision(named: SourceRevision[]): ShortRevision | undefined {
  const [first] = revisionsOf([], named);
  const [summary] = first?.summary?.split('\n') ?? [];
  return first && { id: first.id, summary: summary && maskText(summary).text.slice(0, SUMMARY_KEPT).toWellFormed() };
}

function withExecutions(known: IncidentContent['executions'], failures: FailedAttempt[]) {
  const attempts = new Map(known.map(({ pipelineExecutionId, attempt }) => [pipelineExecutionId, attempt]));
  for (const { pipelineExecutionId: id, attempt } of failures) {
    attempts.set(id, Math.max(attempt, attempts.get(id) ?? 1));
  }
  return [...attempts]
    .map(([pipelineExecutionId, attempt]) => ({ pipelineExecutionId, attempt }))
    .slice(-EXECUTIONS_KEPT);
}
