import type { FailureWorld } from './failure-world.js';

/** Execution → how many messages announce it. */
export function countMessages({ slack, channels }: FailureWorld): Map<string, number> {
  const counts = new Map<string, number>();
  for (const channel of new Set(channels.values())) {
    for (const { metadata } of slack.messagesSeenBy(undefined, channel)) {
      const told = metadata?.event_payload as { execution_id?: string } | undefined;
      if (metadata?.event_type !== 'pipeline_failure' || !told?.execution_id) continue;
      counts.set(told.execution_id, (counts.get(told.execution_id) ?? 0) + 1);
    }
  }
  return counts;
}

/** Slack takes so many messages of a channel at once, and then one a second. */
const AT_ONCE = 3;

/** What Slack's limit takes for all that stands in the fullest channel, logs and digests included. */
export function secondsAllowed({ slack, channels }: FailureWorld): number {
  const counts = [...channels.values()].map((channel) => slack.messagesSeenBy(undefined, channel).length);
  return Math.max(...counts) - AT_ONCE;
}
