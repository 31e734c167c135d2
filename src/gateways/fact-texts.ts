import { type ApprovalFact, isApprovalFact } from '../domain/approval.js';
import type { Fact } from '../domain/incident.js';

/** AWS's list of executions lags behind its events by seconds; an hour is far more than enough. */
const NOTED_MS = 60 * 60_000;
const NOTES_KEPT = 100;

/** Keys in a fixed order, so that a set holds each fact once. */
export function toText(fact: Fact | ApprovalFact): string {
  if (isApprovalFact(fact)) {
    const { at, state, pipelineExecutionId, stageName, actionName, token, words } = fact;
    return JSON.stringify({ at, state, pipelineExecutionId, stageName, actionName, token, words });
  }
  const { at, state, pipelineExecutionId, attempt, startedAt, branch } = fact;
  return JSON.stringify({ at, state, pipelineExecutionId, attempt, startedAt, branch });
}

export const fromText = (text: string): Fact | ApprovalFact => JSON.parse(text);

export function freshest(texts: string[], now: number): string[] {
  const at = (text: string) => fromText(text).at;
  return texts
    .filter((text) => at(text) > now - NOTED_MS)
    .sort((one, other) => at(one) - at(other))
    .slice(-NOTES_KEPT);
}
