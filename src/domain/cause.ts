import type { Failure, StageAction } from './failure.js';
import type { Reason } from './reason.js';

export type { StageAction };

/** Where and why a failure happened, short enough for a list. Plain JSON, so that it can be stored. */
export interface Cause {
  /** The first action that failed; without an action for a condition, undefined where AWS lists nothing. */
  place?: StageAction | undefined;
  reason: Reason;
  more: number;
}

/** Place and reason of the earliest failure; `unknown` where AWS could not be read. */
export function causeOf({ actions }: Pick<Failure, 'actions'>): Cause {
  const [first, ...others] = actions;
  if (!first) return { reason: { kind: 'unknown' }, more: 0 };
  return { place: placeOf(first), reason: first.reason, more: others.length };
}

const placeOf = ({ stageName, actionName }: StageAction): StageAction => ({ stageName, actionName });

/** Whether two failures have the same cause: ids, counts and times in AWS's words are ignored. */
export const isSameCause = (one: Cause, other: Cause): boolean => keyOf(one) === keyOf(other);

const keyOf = ({ place, reason }: Cause): string => {
  const { words, why, ...known } = { words: '', why: '', ...reason };
  const said = `${words}${why}`.replace(/[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|\d+/g, '#');
  return JSON.stringify([place?.stageName, place?.actionName, Object.entries(known).sort(), said]);
};
