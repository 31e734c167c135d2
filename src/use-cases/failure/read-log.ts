import type { ActionExecution } from '../../domain/action-execution.js';
import type { Build, LogPlace } from '../../domain/build.js';
import type { FailureLog } from '../../domain/failure.js';
import { excerptOf, isWhole } from './excerpt-of.js';
import { buildOf, logPlaceOf } from './log-place-of.js';
import type { Builds } from './read-builds.js';
import { type Reading, reading } from './reading.js';
import type { BuildReads } from './sources.js';

/** Events per page; other phases, such as uploads, follow the failed one. */
const EVENTS = 500;
const MORE_EVENTS = 2500;
const MOST_PAGES = 5;

interface LogSource {
  row: ActionExecution;
  place: LogPlace;
  region: string;
  phase?: string | undefined; // CodeBuild's name of the failed phase; undefined without phases
}

/** The log of the first failed action that has one; empty where none has. */
export async function readFailureLog(
  reads: BuildReads,
  failed: ActionExecution[],
  builds: Builds,
  pipelineRegion: string,
): Promise<Reading<FailureLog>> {
  const source = await findSource(reads, failed, builds, pipelineRegion);
  return source.value ? readSource(reads.tailLog, source.value) : { unread: source.unread };
}

async function findSource(
  reads: BuildReads,
  failed: ActionExecution[],
  builds: Builds,
  pipelineRegion: string,
): Promise<Reading<LogSource>> {
  let none: Reading<LogSource> = {};
  for (const row of failed) {
    const named = logPlaceOf(row, pipelineRegion);
    if (named) return { value: { row, ...named } };
    const region = buildOf(row, pipelineRegion)?.region ?? pipelineRegion;
    const { value: build, unread } = await buildWithLog(reads, row, builds, region);
    if (unread) return { unread };
    if (build?.log) return { value: { row, place: build.log, region, phase: build.failedPhase?.name } };
    if (build) none = { unread: { what: 'log', why: build.logsToCloudWatch ? 'none' : 'not-in-cloudwatch' } };
  }
  return none;
}

/** For a batch, reads its first failed build. */
async function buildWithLog(
  { batchGetBuilds }: BuildReads,
  row: ActionExecution,
  builds: Builds,
  region: string,
): Promise<Reading<Build>> {
  const [first] = builds.batchOf(row)?.failed ?? [];
  if (!first?.buildId) return { value: builds.buildOf(row) };
  const { value, unread } = await reading('log', batchGetBuilds([first.buildId], region));
  return { value: value?.[0], unread };
}

/** Reads backwards until the failed phase is complete or the page limit is reached. */
async function readSource(
  tailLog: BuildReads['tailLog'],
  { row, place, region, phase }: LogSource,
): Promise<Reading<FailureLog>> {
  let events: string[] = [];
  let before: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const limit = pages === 0 ? EVENTS : MORE_EVENTS;
    const { value: page, unread } = await reading('log', tailLog(place, region, limit, before));
    if (unread && pages === 0) return { unread };
    events = [...(page?.events ?? []), ...events];
    if (!page?.before || page.before === before || phase === undefined || isWhole(events, phase)) break;
    before = page.before;
  }
  const { stageName = '', actionName, actionExecutionId } = row;
  const excerpt = excerptOf(events, phase);
  if (excerpt.lines.length === 0) return { unread: { what: 'log', why: 'empty' } };
  return { value: { of: { stageName, actionName, actionExecutionId }, ...excerpt } };
}
