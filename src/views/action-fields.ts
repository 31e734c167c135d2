import type { RichTextElement } from '@slack/types';
import { regionCode } from '../domain/account.js';
import { type ActionExecution, type Artifact, durationOf } from '../domain/action-execution.js';
import { executionUrl } from './console-links.js';
import { logStreamUrl, objectUrl } from './console-places.js';
import { code, link, time, utc } from './rich-text.js';
import { durationInWords } from './text.js';

export interface Field {
  name: string;
  value: string;
  shown?: RichTextElement; // used where a link, a time or an id says more than the text
}

/** Related members; empty ones are left out. */
export interface FieldGroup {
  /** AWS's path below `actionExecutionDetails[]`, such as `input.configuration`; empty for top-level members. */
  path: string;
  fields: Field[];
}

export interface Seen {
  pipelineName: string;
  region: string;
  now: Date;
}

export const ERROR_DETAILS = 'output.executionResult.errorDetails';

/** Every member of an action execution; those that explain a failure come first. */
export function fieldGroups(action: ActionExecution, seen: Seen): FieldGroup[] {
  const { input, output } = action;
  const result = output?.executionResult;
  const region = input?.region ?? regionCode(seen.region);
  const groups: FieldGroup[] = [
    { path: ERROR_DETAILS, fields: textFields(result?.errorDetails, ['code', 'message']) },
    { path: '', fields: ownFields(action, seen) },
    { path: 'output.executionResult', fields: resultFields(result) },
    { path: 'output.outputVariables', fields: entryFields(output?.outputVariables) },
    { path: 'output.outputArtifacts', fields: artifactFields(output?.outputArtifacts, region) },
    { path: 'input', fields: textFields(input, ['region', 'roleArn', 'namespace']) },
    {
      path: 'input.actionTypeId',
      fields: textFields(input?.actionTypeId, ['category', 'owner', 'provider', 'version']),
    },
    { path: 'input.configuration', fields: entryFields(input?.configuration) },
    { path: 'input.resolvedConfiguration', fields: entryFields(input?.resolvedConfiguration) },
    { path: 'input.inputArtifacts', fields: artifactFields(input?.inputArtifacts, region) },
  ];
  return groups.filter(({ fields }) => fields.length > 0);
}

const field = (name: string, value: string | undefined, shown?: RichTextElement): Field[] =>
  value ? [{ name, value, ...(shown && { shown }) }] : [];

function ownFields(action: ActionExecution, { pipelineName, region, now }: Seen): Field[] {
  const { pipelineExecutionId: id, actionExecutionId, pipelineVersion, startTime, lastUpdateTime } = action;
  const duration = durationOf(action, now);
  const soFar = action.status === 'InProgress' ? ' so far' : '';
  return [
    ...field('pipelineExecutionId', id, link(executionUrl(region, pipelineName, id ?? ''), id || '–', { code: true })),
    ...field('actionExecutionId', actionExecutionId, code(actionExecutionId || '–')),
    ...field('pipelineVersion', pipelineVersion?.toString()),
    ...textFields(action, ['stageName', 'actionName', 'status']),
    ...timeField('startTime', startTime),
    ...timeField('lastUpdateTime', lastUpdateTime),
    // Not an AWS member: AWS gives start and end only.
    ...field('duration', duration === undefined ? undefined : durationInWords(duration) + soFar),
    ...textFields(action, ['updatedBy']),
  ];
}

const timeField = (name: string, date: Date | undefined): Field[] =>
  date ? field(name, utc(date), time(date, '{date_long_pretty} {time_secs}')) : [];

type Result = NonNullable<ActionExecution['output']>['executionResult'];

function resultFields(result: Result): Field[] {
  if (!result) return [];
  const { externalExecutionUrl: url, logStreamARN: log } = result;
  return [
    ...textFields(result, ['externalExecutionId', 'externalExecutionSummary']),
    ...field('externalExecutionUrl', url, url ? link(linkable(url), url) : undefined),
    ...field('logStreamARN', log, log ? link(logStreamUrl(log), log) : undefined),
  ];
}

/** A masked URL would not work. */
const linkable = (url: string) => (url.includes('[masked]') ? undefined : url);

const textFields = <Key extends string>(from: Partial<Record<Key, string | undefined>> | undefined, keys: Key[]) =>
  keys.flatMap((key) => field(key, from?.[key]));

const entryFields = (entries: Record<string, string> | undefined): Field[] =>
  Object.entries(entries ?? {}).map(([name, value]) => ({ name, value }));

function artifactFields(artifacts: Artifact[] | undefined, region: string): Field[] {
  return (artifacts ?? []).flatMap(({ name, s3location: place }, index) => {
    const words = [
      ...(place?.bucket ? [`bucket ${place.bucket}`] : []),
      ...(place?.key ? [`key ${place.key}`] : []),
    ].join(' · ');
    const value = words || (name ? 'no s3location' : undefined);
    const url = objectUrl(region, place);
    return field(name || `artifact ${index + 1}`, value, url && value ? link(url, value) : undefined);
  });
}
