import type { ActionExecution } from '../../domain/action-execution.js';
import type { LogPlace } from '../../domain/build.js';
import type { FailureLog } from '../../domain/failure.js';
import { cleanLog } from './clean-log.js';
import { buildOf, logPlaceOf } from './log-place-of.js';
import type { Builds } from './read-builds.js';
import { type Reading, reading } from './reading.js';
import type { FailureSources } from './sources.js';

/** More than is shown: empty lines at the end go, and a private key that begins above is still recognised. */
const EVENTS = 100;

export interface LogSource {
  row: ActionExecution;
  place: LogPlace;
  region: string;
}

/**
 * The log that can be read before any build is known: that of the first failed action, when it names its stream, or
 * when its project's builds are known for where they log to.
 */
export function earlyLogSource(
  [first]: ActionExecution[],
  likelyLog: FailureSources['likelyLog'],
  pipelineRegion: string,
): LogSource | undefined {
  if (!first) return undefined;
  const named = logPlaceOf(first);
  if (named) return { row: first, ...named };
  const asked = buildOf(first, pipelineRegion);
  const place = asked && likelyLog(asked.id, asked.region);
  return place && { row: first, place, region: asked.region };
}

/** Whether what was read early is what is now known to be the log. */
export const isSameLog = (early: LogSource | undefined, known: LogSource): boolean =>
  early?.place.group === known.place.group &&
  early.place.stream === known.place.stream &&
  early.region === known.region;

/** The first failed action with a log, now that the builds are known, or why a build has none. */
export function logSource(failed: ActionExecution[], { byId }: Builds, pipelineRegion: string): Reading<LogSource> {
  let unread = '';
  for (const row of failed) {
    const named = logPlaceOf(row);
    if (named) return { value: { row, ...named } };
    const asked = buildOf(row, pipelineRegion);
    const build = asked && byId.get(asked.id);
    if (asked && build?.log) return { value: { row, place: build.log, region: asked.region } };
    if (build) unread ||= `the log (${build.logsToCloudWatch ? 'the build has none' : 'not kept in CloudWatch Logs'})`;
  }
  return { unread };
}

/** The last lines of a log; an empty log is no log. */
export async function readLog(tailLog: FailureSources['tailLog'], source: LogSource): Promise<Reading<FailureLog>> {
  const { row, place, region } = source;
  const { value: events, unread } = await reading('the log', tailLog(place, region, EVENTS));
  if (!events) return { unread };
  const log = cleanLog(events);
  if (log.lines.length === 0 || log.lines.every((line) => line === '')) return { unread: 'the log (it is empty)' };
  return { value: { of: `${row.stageName} › ${row.actionName}`, ...log } };
}
