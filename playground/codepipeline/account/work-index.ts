import type { ActionExecution } from './model.js';
import type { News, Run } from './run.js';

/** What an action had done elsewhere: a build, a deployment; with what it printed, where its script says so. */
export interface Work {
  run: Run;
  row: ActionExecution;
  log?: string[];
  /** Builds of a batch that failed, the first of which has the log. */
  failedBuilds?: string[];
}

/** Finds the work of an action by the names that other services know it by. */
export interface WorkIndex {
  note(run: Run, news: News): void;
  /** @param id The provider's own, such as CodeBuild's `project:uuid`. */
  byExternalId(id: string): Work | undefined;
  byLogStream(region: string, group: string, stream: string): Work | undefined;
  hasLogGroup(region: string, group: string): boolean;
}

export function createWorkIndex(): WorkIndex {
  const byId = new Map<string, Work>();
  const byStream = new Map<string, Work>();
  const groups = new Set<string>();
  return {
    note(run, news) {
      if (news.of !== 'action' || news.row.input.actionTypeId.category === 'Source') return;
      const { row, ending } = news;
      const id = row.output.executionResult?.externalExecutionId;
      if (id === undefined) return;
      const work: Work = { run, row };
      if (ending.status === 'Failed' && ending.log) work.log = ending.log;
      if (ending.status === 'Failed' && ending.failedBuilds) work.failedBuilds = ending.failedBuilds;
      byId.set(id, work);
      for (const [index] of (work.failedBuilds ?? []).entries()) byId.set(batchBuildId(id, index), work);
      const place = logPlaceOf(row);
      if (!place) return;
      byStream.set(`${row.input.region} ${place.group} ${place.stream}`, work);
      groups.add(`${row.input.region} ${place.group}`);
    },
    byExternalId: (id) => byId.get(id),
    byLogStream: (region, group, stream) => byStream.get(`${region} ${group} ${stream}`),
    hasLogGroup: (region, group) => groups.has(`${region} ${group}`),
  };
}

/** The id of a build of a batch: that of the batch with its last digits replaced. */
export const batchBuildId = (batchId: string, index: number): string =>
  `${batchId.slice(0, -3)}${String(index).padStart(3, '0')}`;

/** Whether a CodeBuild action starts a batch of builds. */
export const isBatch = (row: ActionExecution): boolean => row.input.configuration.BatchEnabled === 'true';

const LOG_STREAM_ARN = /:log-group:([^:]+):log-stream:(.+)$/;

/** Where an action's log lies; undefined for actions that print none. */
export function logPlaceOf(row: ActionExecution): { group: string; stream: string } | undefined {
  const result = row.output.executionResult;
  const [, group, stream] = LOG_STREAM_ARN.exec(result?.logStreamARN ?? '') ?? [];
  if (group !== undefined && stream !== undefined) return { group, stream };
  if (row.input.actionTypeId.provider !== 'CodeBuild') return undefined;
  const [project = '', build = ''] = result?.externalExecutionId?.split(':') ?? [];
  // A project may name a group and a prefix of its own: never to be derived, always to be read.
  if (project.startsWith('payments-')) return { group: '/platform/builds', stream: `${project}/${build}` };
  return { group: `/aws/codebuild/${project}`, stream: build };
}
