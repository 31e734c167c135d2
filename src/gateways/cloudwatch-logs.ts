import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { LogPlace } from '../domain/build.js';
import { callAws } from './call-aws.js';
import { perRegion } from './per-region.js';

/** CloudWatch Logs, in our words. Every method throws AwsProblem and nothing else. */
export interface CloudWatchLogs {
  /** The newest `limit` events of a stream, oldest first; one event may hold several lines. */
  tailLog(place: LogPlace, region: string, limit: number): Promise<string[]>;
}

/** @param config Settings for every client; the environment gives credentials and endpoint. */
export function createCloudWatchLogs(config: ConstructorParameters<typeof CloudWatchLogsClient>[0]): CloudWatchLogs {
  const clientFor = perRegion((region) => new CloudWatchLogsClient({ ...config, ...(region && { region }) }));
  return {
    async tailLog({ group, stream }, region, limit) {
      // Without startFromHead the newest events come, in order: `limit` makes a tail of one call.
      const input = { logGroupName: group, logStreamName: stream, limit };
      const output = await callAws('logs:GetLogEvents', (options) =>
        clientFor(region).send(new GetLogEventsCommand(input), options),
      );
      return (output.events ?? []).map(({ message }) => message ?? '');
    },
  };
}
