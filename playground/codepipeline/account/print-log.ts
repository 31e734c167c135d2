import { failedPhase } from './failed-phase.js';
import type { ActionExecution } from './model.js';
import type { Work } from './work-index.js';

export interface LogEvent {
  /** Milliseconds since 1970, as CloudWatch Logs writes times. */
  timestamp: number;
  message: string;
  ingestionTime: number;
}

/** What a build, or a Commands action, has printed so far: one event a line, oldest first, in CodeBuild's manner. */
export function printLog({ row, log }: Work): LogEvent[] {
  const lines = [...START, ...(log ?? ['> done']), ...endOf(row)];
  const end = row.status === 'InProgress' ? Date.now() : row.lastUpdateTime;
  return lines.map((line, index) => {
    const timestamp = row.startTime + Math.floor(((end - row.startTime) * (index + 1)) / (lines.length + 1));
    return { timestamp, message: `${framed(line, timestamp)}\n`, ingestionTime: timestamp + 900 };
  });
}

const CONTAINER = '[Container]';

const START = [
  `${CONTAINER} Waiting for DOWNLOAD_SOURCE`,
  `${CONTAINER} Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED`,
  `${CONTAINER} Phase context status code:  Message: `,
  `${CONTAINER} Entering phase INSTALL`,
  `${CONTAINER} Running command npm ci`,
  'added 412 packages in 9s',
  `${CONTAINER} Phase complete: INSTALL State: SUCCEEDED`,
  `${CONTAINER} Phase context status code:  Message: `,
  `${CONTAINER} Entering phase BUILD`,
];

function endOf(row: ActionExecution): string[] {
  if (row.status === 'InProgress') return [];
  const failed = failedPhase(row);
  if (!failed) return [`${CONTAINER} Phase complete: BUILD State: SUCCEEDED`];
  return [
    `${CONTAINER} Phase complete: ${failed.phaseType} State: FAILED`,
    `${CONTAINER} Phase context status code: ${failed.statusCode} Message: ${failed.message}`,
    `${CONTAINER} Entering phase POST_BUILD`,
    `${CONTAINER} Phase complete: POST_BUILD State: SUCCEEDED`,
    `${CONTAINER} Phase context status code:  Message: `,
  ];
}

// `[Container] 2026/11/23 00:36:19.123456 Entering phase BUILD`; what commands print has no such frame.
function framed(line: string, at: number): string {
  if (!line.startsWith(CONTAINER)) return line;
  const time = new Date(at).toISOString().replaceAll('-', '/').replace('T', ' ').replace('Z', '000');
  return `${CONTAINER} ${time}${line.slice(CONTAINER.length)}`;
}
