import type { ActionExecution } from './model.js';
import type { News, Run } from './run.js';

/** An action's work in another service, with its output where the script gives one. */
export interface Work {
  run: Run;
  row: ActionExecution;
  log?: string[];
  /** Failed builds of a batch; the first has the log. */
  failedBuilds?: string[];
}

/** Finds an action's work by the other service's ids. */
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

/** The batch's id with its last digits replaced. */
export const batchBuildId = (batchId: string, index: number): string =>
  `${batchId.slice(0, -3)}${String(index).padStart(3, '0')}`;

export const isBatch = (row: ActionExecution): boolean => row.input.configuration.BatchEnabled === 'true';

const LOG_STREAM_ARN = /:log-group:([^:]+):log-stream:(.+)$/;

/** Undefined for actions without a log. */
export function logPlaceOf(row: ActionExecution): { group: string; stream: string } | undefined {
  const result = row.output.executionResult;
  const [, group, stream] = LOG_STREAM_ARN.exec(result?.logStreamARN ?? '') ?? [];
  if (group !== undefined && stream !== undefined) return { group, stream };
  if (row.input.actionTypeId.provider !== 'CodeBuild') return undefined;
  const [project = '', build = ''] = result?.externalExecutionId?.split(':') ?? [];
  // A project may have a group and prefix of its own, so clients must read them.
  if (project.startsWith('payments-')) return { group: '/platform/builds', stream: `${project}/${build}` };
  return { group: `/aws/codebuild/${project}`, stream: build };
}
