import type { ActionExecution } from '../../domain/action-execution.js';
import type { Build } from '../../domain/build.js';
import { buildOf } from './log-place-of.js';
import { reading } from './reading.js';
import type { FailureSources } from './sources.js';

/** What BatchGetBuilds takes at once. */
const MOST_BUILDS = 100;

export interface Builds {
  byId: Map<string, Build>;
  unread: string[];
}

/** The builds of failed CodeBuild actions: one call for each region that they ran in, all at the same time. */
export async function readBuilds(
  batchGetBuilds: FailureSources['batchGetBuilds'],
  failed: ActionExecution[],
  pipelineRegion: string,
): Promise<Builds> {
  const idsByRegion = new Map<string, string[]>();
  for (const { id, region } of failed.flatMap((row) => buildOf(row, pipelineRegion) ?? [])) {
    idsByRegion.set(region, [...(idsByRegion.get(region) ?? []), id]);
  }
  const readings = await Promise.all(
    [...idsByRegion].map(([region, ids]) =>
      reading('the build and its log', batchGetBuilds(ids.slice(0, MOST_BUILDS), region)),
    ),
  );
  const builds = readings.flatMap(({ value }) => value ?? []);
  const unread = readings.flatMap((one) => one.unread ?? []);
  const asked = [...idsByRegion.values()].flat().length;
  const isMissing = unread.length === 0 && builds.length < asked;
  return {
    byId: new Map(builds.map((build) => [build.id ?? '', build])),
    unread: isMissing ? ['a build (not found in this account and region)'] : unread,
  };
}
