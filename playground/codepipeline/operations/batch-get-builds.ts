import { partitionOf } from '../account/arns.js';
import { failedPhase } from '../account/failed-phase.js';
import type { ActionExecution } from '../account/model.js';
import { isBatch, logPlaceOf, type Work } from '../account/work-index.js';
import type { InputOf } from '../constraints.js';
import { type Context, seconds } from './context.js';

/** Builds that CodeBuild actions started; others are listed as not found. */
export function batchGetBuilds({ account, region }: Context, input: InputOf<'BatchGetBuilds'>) {
  const found = new Map<string, Work>();
  for (const id of input.ids) {
    const work = account.work.byExternalId(id);
    const isBuild = work?.row.input.actionTypeId.provider === 'CodeBuild' && work.row.input.region === region;
    const isBatchItself = work && isBatch(work.row) && id === work.row.output.executionResult?.externalExecutionId;
    if (work && isBuild && !isBatchItself) found.set(id, work);
  }
  const builds = [...found].map(([id, work]) => toBuild(id, work, account.id));
  return { builds, buildsNotFound: input.ids.filter((id) => !found.has(id)) };
}

// A build goes on after CodePipeline abandons it (recorded).
const STATUSES = {
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  InProgress: 'IN_PROGRESS',
  Abandoned: 'IN_PROGRESS',
} as const;

const isEnded = ({ status }: ActionExecution) => STATUSES[status] !== 'IN_PROGRESS';

function toBuild(id: string, { run, row }: Work, accountId: string) {
  const { region, inputArtifacts, resolvedConfiguration } = row.input;
  const [projectName = ''] = id.split(':');
  const isOver = isEnded(row);
  return {
    id,
    arn: `arn:${partitionOf(region)}:codebuild:${region}:${accountId}:build/${id}`,
    buildNumber: run.pipeline.executions.indexOf(run.execution) + 1,
    startTime: seconds(row.startTime),
    ...(isOver && { endTime: seconds(row.lastUpdateTime) }),
    currentPhase: isOver ? 'COMPLETED' : 'BUILD',
    buildStatus: STATUSES[row.status],
    sourceVersion: inputArtifacts.map(({ s3location }) => `arn:aws:s3:::${s3location.bucket}/${s3location.key}`)[0],
    resolvedSourceVersion: run.execution.revisions[0]?.revisionId,
    projectName,
    phases: phasesOf(row),
    source: { type: 'CODEPIPELINE', insecureSsl: false },
    artifacts: { location: '', encryptionDisabled: false },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      environmentVariables: JSON.parse(resolvedConfiguration.EnvironmentVariables ?? '[]'),
      privilegedMode: false,
      imagePullCredentialsType: 'CODEBUILD',
    },
    logs: logsOf(row, accountId),
    timeoutInMinutes: 60,
    queuedTimeoutInMinutes: 480,
    buildComplete: isOver,
    initiator: `codepipeline/${run.pipeline.name}`,
  };
}

const PHASES = ['SUBMITTED', 'QUEUED', 'PROVISIONING', 'DOWNLOAD_SOURCE', 'INSTALL', 'PRE_BUILD', 'BUILD'] as const;
const AFTER = ['POST_BUILD', 'UPLOAD_ARTIFACTS', 'FINALIZING'] as const;

/** In order. Waiting phases have no context; a successful one has empty texts. */
function phasesOf(row: ActionExecution) {
  const isOver = isEnded(row);
  const names = isOver ? [...PHASES, ...AFTER] : PHASES;
  const failed = failedPhase(row);
  const step = (row.lastUpdateTime - row.startTime) / names.length;
  const phases = names.map((phaseType, index) => {
    const hasFailed = phaseType === failed?.phaseType;
    const context = hasFailed
      ? { statusCode: failed.statusCode, message: failed.message }
      : { statusCode: '', message: '' };
    const isLast = !isOver && index === names.length - 1;
    return {
      phaseType,
      ...(!isLast && { phaseStatus: hasFailed ? 'FAILED' : 'SUCCEEDED' }),
      startTime: seconds(Math.round(row.startTime + step * index)),
      ...(!isLast && {
        endTime: seconds(Math.round(row.startTime + step * (index + 1))),
        durationInSeconds: Math.floor(step / 1000),
      }),
      ...(!isLast && index > 1 && { contexts: [context] }),
    };
  });
  return isOver ? [...phases, { phaseType: 'COMPLETED', startTime: seconds(row.lastUpdateTime) }] : phases;
}

function logsOf(row: ActionExecution, accountId: string) {
  const { region } = row.input;
  const place = logPlaceOf(row) ?? { group: '', stream: '' };
  // The console encodes names twice, and writes $ for the second %.
  const encode = (text: string) => encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
  return {
    groupName: place.group,
    streamName: place.stream,
    deepLink:
      `https://console.aws.amazon.com/cloudwatch/home?region=${region}` +
      `#logsV2:log-groups/log-group/${encode(place.group)}/log-events/${encode(place.stream)}`,
    cloudWatchLogsArn: `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${place.group}:log-stream:${place.stream}`,
    cloudWatchLogs: { status: 'ENABLED' },
    s3Logs: { status: 'DISABLED', encryptionDisabled: false },
  };
}
