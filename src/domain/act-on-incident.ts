import type { Act, ActTold, Verb } from './act.js';
import type { Incident } from './incident.js';

const ABOUT_FAILURES: Verb[] = ['retry', 'stop', 'roll-back'];

/**
 * What was done last from Slack about the failure that a message shows, as far as it is known to have been done: settled,
 * or followed by what it should bring about.
 * @param acts Those on its run, oldest first.
 */
export function actOnIncident(incident: Incident, acts: readonly Act[]): ActTold | undefined {
  const { failures, status, fix, rolledBackTo } = incident;
  const { at = 0, attempt = 1 } = failures.at(-1) ?? {};
  const since = acts.filter((one) => ABOUT_FAILURES.includes(one.verb) && one.at >= at);
  if (fix) return fix.by === 'retry' ? told(since.findLast(isRetry)) : undefined;
  const last = since.at(-1);
  if (status === 'retrying') return told(last && isRetry(last) ? last : undefined);
  const done = since.findLast((one) => one.outcome === 'done' || (one.verb === 'roll-back' && rolledBackTo));
  return told(done ?? retryThatFailed(acts, at, attempt));
}

/** Of the retries before the failure the last, unless some were made elsewhere: then it is unknown whose failed. */
function retryThatFailed(acts: readonly Act[], failedAt: number, attempt: number): Act | undefined {
  const retries = acts.filter((one) => isRetry(one) && one.at < failedAt);
  return retries.length === attempt - 1 ? retries.at(-1) : undefined;
}

const isRetry = ({ verb }: Act) => verb === 'retry';

const told = (act: Act | undefined): ActTold | undefined => act && { verb: act.verb, by: act.by.id, at: act.at };
