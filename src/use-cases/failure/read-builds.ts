import type { ActionExecution } from '../../domain/action-execution.js';
import type { Build, BuildBatch } from '../../domain/build.js';
import type { Unread } from '../../domain/failure.js';
import { type AskedBuild, buildOf } from './log-place-of.js';
import { reading } from './reading.js';
import type { BuildReads } from './sources.js';

const MOST_BUILDS = 100; // batchGetBuilds and BatchGetBuildBatches take as many

export interface Builds {
  buildOf(row: ActionExecution): Build | undefined;
  batchOf(row: ActionExecution): BuildBatch | undefined;
  unread: Unread[];
}

/** Builds and batches of failed actions: one call for each kind and region, in parallel. */
export async function readBuilds(
  reads: Pick<BuildReads, 'batchGetBuilds' | 'batchGetBuildBatches'>,
  failed: ActionExecution[],
  pipelineRegion: string,
): Promise<Builds> {
  const asked = failed.flatMap((row) => buildOf(row, pipelineRegion) ?? []);
  const [builds, batches] = await Promise.all([
    readAll(
      reads.batchGetBuilds,
      asked.filter(({ isBatch }) => !isBatch),
    ),
    readAll(
      reads.batchGetBuildBatches,
      asked.filter(({ isBatch }) => isBatch),
    ),
  ]);
  const idOf = (row: ActionExecution) => buildOf(row, pipelineRegion)?.id ?? '';
  return {
    buildOf: (row) => builds.byId.get(idOf(row)),
    batchOf: (row) => batches.byId.get(idOf(row)),
    unread: [...builds.unread, ...batches.unread],
  };
}

async function readAll<T extends { id?: string | undefined }>(
  read: (ids: string[], region: string) => Promise<T[]>,
  asked: AskedBuild[],
): Promise<{ byId: Map<string, T>; unread: Unread[] }> {
  const regions = [...new Set(asked.map(({ region }) => region))];
  const readings = await Promise.all(
    regions.map((region) => {
      const ids = asked.flatMap((one) => (one.region === region ? one.id : []));
      return reading('build', read(ids.slice(0, MOST_BUILDS), region));
    }),
  );
  const found = readings.flatMap(({ value }) => value ?? []);
  const unread = readings.flatMap((one) => one.unread ?? []);
  const isMissing = unread.length === 0 && found.length < asked.length;
  return {
    byId: new Map(found.map((one) => [one.id ?? '', one])),
    unread: isMissing ? [{ what: 'build', why: 'not-found' }] : unread,
  };
}
