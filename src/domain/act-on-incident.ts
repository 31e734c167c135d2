import type { Act, ActSummary, Verb } from './act.js';
import type { Incident } from './incident.js';

const ABOUT_FAILURES: Verb[] = ['retry', 'stop', 'roll-back'];
/** By so much our clock may be behind AWS's. */
const CLOCKS_MS = 5000;

/**
 * What was done last from Slack about the failure that a message shows, as far as it is known to have been done: settled,
 * or followed by what it should bring about.
 * @param acts Those on its run, oldest first.
 */
export function actOnIncident(
  { failures, status, fix, rolledBackTo }: Incident,
  acts: readonly Act[],
): ActSummary | undefined {
  const { at = 0, attempt = 1 } = failures.at(-1) ?? {};
  const ours = acts.filter(({ verb }) => ABOUT_FAILURES.includes(verb));
  const retries = ours.filter(isRetry);
  // Where all retries were made here their number tells them apart, and no clock is needed.
  const isSince = (one: Act) =>
    isRetry(one) ? one.at >= at || retries.indexOf(one) >= attempt - 1 : one.at >= at - CLOCKS_MS;
  const first = ours.findIndex(isSince);
  const since = first < 0 ? [] : ours.slice(first);
  if (fix) return fix.by === 'retry' ? told(since.findLast(isRetry)) : undefined;
  const last = since.at(-1);
  if (status === 'retrying') return last && isRetry(last) ? told(last) : undefined;
  const done = since.findLast((one) => one.outcome === 'done' || (one.verb === 'roll-back' && rolledBackTo));
  const before = retries.filter((one) => !since.includes(one));
  // The failure shown is that of the last retry before it, unless one was made elsewhere.
  return told(done ?? (before.length === attempt - 1 ? before.at(-1) : undefined));
}

const isRetry = ({ verb }: Act) => verb === 'retry';

const told = (act: Act | undefined): ActSummary | undefined => act && { verb: act.verb, by: act.by.id, at: act.at };
