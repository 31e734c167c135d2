import type { Failure, Place } from './failure.js';
import type { Reason } from './reason.js';

export type { Place };

/** Where a failure is and why, in as little as a line of a list needs. JSON all through, so that it can be kept. */
export interface Cause {
  /** The first action that failed; undefined where AWS lists none. A condition belongs to a stage and no action. */
  place?: Place | undefined;
  reason: Reason;
  /** Actions that failed beside the first. */
  more: number;
}

/** The place of the earliest failure and its reason. Pure: what could not be read is `unknown`. */
export function causeOf({ actions }: Pick<Failure, 'actions'>): Cause {
  const [first, ...others] = actions;
  if (!first) return { reason: { kind: 'unknown' }, more: 0 };
  return { place: placeOf(first), reason: first.reason, more: others.length };
}

const placeOf = ({ stageName, actionName }: Place): Place => ({ stageName, actionName });

/** Whether two failures are the same news: ids, counts and times in AWS’s words, which are new each time, do not count. */
export const isSameCause = (one: Cause, other: Cause): boolean => keyOf(one) === keyOf(other);

const keyOf = ({ place, reason }: Cause): string => {
  const { words, why, ...known } = { words: '', why: '', ...reason };
  const said = `${words}${why}`.replace(/[0-9a-f]{8,}(?:-[0-9a-f]{4,})*|\d+/g, '#');
  return JSON.stringify([place?.stageName, place?.actionName, Object.entries(known).sort(), said]);
};
