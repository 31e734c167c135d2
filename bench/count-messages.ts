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
