import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogPage, LogPlace } from '../domain/build.js';
import { callAws } from './call-aws.js';
import { type InAccounts, perRegion } from './per-region.js';

/** All methods throw AwsProblem and nothing else. */
export interface CloudWatchLogs {
  /** At most `limit` (1–10,000) events or 1 MB of a stream: the newest, or those before a page's `before`. */
  tailLog(place: LogPlace, region: string, limit: number, before?: string): Promise<LogPage>;
}

/** @param config For every client; the environment gives credentials and endpoint. */
export function createCloudWatchLogs(
  config: ConstructorParameters<typeof CloudWatchLogsClient>[0] & InAccounts,
): CloudWatchLogs {
  const clientFor = perRegion(config, (where) => new CloudWatchLogsClient({ ...config, ...where }));
  return {
    async tailLog({ group, stream }, region, limit, before) {
      // Without startFromHead AWS returns the newest events, in order.
      const input = { logGroupName: group, logStreamName: stream, limit, ...(before && { nextToken: before }) };
      const output = await callAws('logs:GetLogEvents', (options) =>
        clientFor(region).send(new GetLogEventsCommand(input), options),
      );
      return { events: (output.events ?? []).map(({ message }) => message ?? ''), before: output.nextBackwardToken };
    },
  };
}
