import { EXECUTION_ID } from './listing.js';

const ANY_ID = '00000000-0000-0000-0000-000000000000';
const FEWEST = 6; // fewer digits would match too many ids

export const isWholeId = (id: string): boolean => EXECUTION_ID.test(id);

/** A whole execution id, or the start of one or of a commit id, in lower case; undefined for anything else. */
export function executionIdStart(given: string): string | undefined {
  const id = given
    .replace(/^#/, '')
    .replace(/(…|\.{3}|-)$/, '')
    .toLowerCase();
  if (id.length < FEWEST) return undefined;
  const isIdStart = isWholeId(id + ANY_ID.slice(id.length));
  return isIdStart || /^[0-9a-f]{6,64}$/.test(id) ? id : undefined;
}
