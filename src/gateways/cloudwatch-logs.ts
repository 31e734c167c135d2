import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogPage, LogPlace } from '../domain/build.js';
import { callAws } from './call-aws.js';
import { type InAccounts, perRegion } from './per-region.js';

/** CloudWatch Logs, in our words. Every method throws AwsProblem and nothing else. */
export interface CloudWatchLogs {
  /** At most `limit` events (1–10,000, 1 MB) of a stream: the newest, or those before what another answer gave. */
  tailLog(place: LogPlace, region: string, limit: number, before?: string): Promise<LogPage>;
}

/** @param config Settings for every client; the environment gives credentials and endpoint. */
export function createCloudWatchLogs(
  config: ConstructorParameters<typeof CloudWatchLogsClient>[0] & InAccounts,
): CloudWatchLogs {
  const clientFor = perRegion(config, (where) => new CloudWatchLogsClient({ ...config, ...where }));
  return {
    async tailLog({ group, stream }, region, limit, before) {
      // Without startFromHead the newest events come, in order: `limit` makes a tail of one call.
      const input = { logGroupName: group, logStreamName: stream, limit, ...(before && { nextToken: before }) };
      const output = await callAws('logs:GetLogEvents', (options) =>
        clientFor(region).send(new GetLogEventsCommand(input), options),
      );
      return { events: (output.events ?? []).map(({ message }) => message ?? ''), before: output.nextBackwardToken };
    },
  };
}
