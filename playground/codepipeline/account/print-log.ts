import { type BuildCommand, commandsOf, installFor } from './build-commands.js';
import { failedPhase } from './failed-phase.js';
import type { ActionExecution } from './model.js';
import type { Work } from './work-index.js';

export interface LogEvent {
  /** Milliseconds since 1970. */
  timestamp: number;
  message: string;
  ingestionTime: number;
}

const CONTAINER = '[Container]';
const NO_CONTEXT = `${CONTAINER} Phase context status code:  Message: `;

/** The log of a build or a Commands action so far, in CodeBuild's form: one event a line, oldest first. */
export function printLog({ run, row, log = [] }: Work): LogEvent[] {
  const stage = run.pipeline.stages.find(({ name }) => name === row.stageName);
  const action = stage?.actions.find(({ name }) => name === row.actionName);
  const lines = [...startOf(row, action ? commandsOf(action) : []), ...log, ...endOf(row)];
  const end = row.status === 'InProgress' ? Date.now() : row.lastUpdateTime;
  return lines.map((line, index) => {
    const timestamp = row.startTime + Math.floor(((end - row.startTime) * (index + 1)) / (lines.length + 1));
    return { timestamp, message: `${framed(line, timestamp)}\n`, ingestionTime: timestamp + 900 };
  });
}

function startOf(row: ActionExecution, commands: BuildCommand[]): string[] {
  const [install = '', installed = ''] = installFor(commands[0]);
  return [
    `${CONTAINER} Waiting for DOWNLOAD_SOURCE`,
    `${CONTAINER} Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED`,
    NO_CONTEXT,
    `${CONTAINER} Entering phase INSTALL`,
    `${CONTAINER} Running command ${install}`,
    installed,
    `${CONTAINER} Phase complete: INSTALL State: SUCCEEDED`,
    NO_CONTEXT,
    `${CONTAINER} Entering phase BUILD`,
    ...commandsRun(row, commands).map((command) => `${CONTAINER} Running command ${command}`),
  ];
}

/** All commands, or up to the failed one. */
function commandsRun(row: ActionExecution, commands: BuildCommand[]): string[] {
  const all = commands.map(({ command }) => command);
  const failed = /executing command: ([\s\S]*?)\. Reason/.exec(failedPhase(row)?.message ?? '')?.[1];
  if (failed === undefined) return all;
  return all.includes(failed) ? all.slice(0, all.indexOf(failed) + 1) : [failed];
}

/** After a failed phase a build still runs its last phases and uploads artifacts. */
function endOf(row: ActionExecution): string[] {
  if (row.status === 'InProgress') return [];
  const failed = failedPhase(row);
  const uploads = row.input.actionTypeId.category === 'Build' ? UPLOAD : [];
  return [
    `${CONTAINER} Phase complete: ${failed?.phaseType ?? 'BUILD'} State: ${failed ? 'FAILED' : 'SUCCEEDED'}`,
    failed ? `${CONTAINER} Phase context status code: ${failed.statusCode} Message: ${failed.message}` : NO_CONTEXT,
    `${CONTAINER} Entering phase POST_BUILD`,
    `${CONTAINER} Phase complete: POST_BUILD State: SUCCEEDED`,
    NO_CONTEXT,
    ...uploads,
  ];
}

const UPLOAD = [
  `${CONTAINER} Expanding base directory path: .`,
  `${CONTAINER} Assembling file list`,
  `${CONTAINER} Expanding .`,
  `${CONTAINER} Expanding file paths for base directory .`,
  `${CONTAINER} Assembling file list`,
  `${CONTAINER} Expanding **/*`,
  `${CONTAINER} Found 214 file(s)`,
  `${CONTAINER} Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED`,
  NO_CONTEXT,
];

// `[Container] 2026/11/23 00:36:19.123456 Entering phase BUILD`; output of commands has no such prefix.
function framed(line: string, at: number): string {
  if (!line.startsWith(CONTAINER)) return line;
  const time = new Date(at).toISOString().replaceAll('-', '/').replace('T', ' ').replace('Z', '000');
  return `${CONTAINER} ${time}${line.slice(CONTAINER.length)}`;
}
