import { causeOf } from '../domain/cause.js';
import type { Found, Incident, SlotKey } from '../domain/incident.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { Metadata, SlackMessages } from '../gateways/slack-messages.js';
import type { ChannelMessages } from '../use-cases/announce/ports.js';
import { digestView } from '../views/digest.js';
import { type FailureOptions, failureView } from '../views/failure/failure-view.js';
import { type Fixed, fixedView, recoveryReplyView } from '../views/failure/fixed-view.js';
import type { Message } from '../views/message.js';
import { cut } from '../views/text.js';

/** What marks our messages, so that one whose posting got no answer can be found. */
const FAILURE = 'pipeline_failure';
const RECOVERY = 'pipeline_recovery';
const DIGEST = 'pipeline_failure_digest';

/** What is announced → how it reads → Slack. */
export function createFailureMessages(slack: SlackMessages): ChannelMessages {
  return {
    postFailure: (channel, incident, threadTs) =>
      plainerIfRefused(viewOf(incident), (message) =>
        slack.post({ channel, ...message }, metadataOf(incident), threadTs),
      ),
    updateFailure: (channel, told) =>
      plainerIfRefused(viewOf(told), (message) => slack.update({ channel, ...message }, told.ts)),
    async replyFixed(channel, told) {
      const { pipelineName, region, pipelineExecutionId } = told;
      const metadata = payload(RECOVERY, { pipeline: pipelineName, region, execution_id: pipelineExecutionId });
      await slack.post({ channel, ...recoveryReplyView(told, fixedOf(told)) }, metadata, told.threadTs ?? told.ts);
    },
    postDigest: (channel, digest, posts) =>
      slack.post({ channel, ...digestView(new Date(digest.since), posts) }, payload(DIGEST, { digest_id: digest.id })),
    updateDigest: (channel, digest, posts) =>
      slack.update({ channel, ...digestView(new Date(digest.since), posts) }, digest.ts ?? ''),
    async findFailures(key, since, threads) {
      const [inChannel, ...inThreads] = await Promise.all([
        slack.inChannel(key.channel, since),
        ...threads.map((ts) => slack.inThread(key.channel, ts, since)),
      ]);
      return [
        ...inChannel.flatMap(({ ts, metadata }) => foundOf(key, ts, metadata)),
        ...inThreads.flatMap((found, index) =>
          found.flatMap(({ ts, metadata }) => foundOf(key, ts, metadata, threads[index])),
        ),
      ];
    },
    async hasReply(channel, threadTs, { pipelineName, region, pipelineExecutionId }, since) {
      const found = await slack.inThread(channel, threadTs, since);
      return found.some(
        ({ metadata: { event_type, event_payload: told } }) =>
          event_type === RECOVERY &&
          told.pipeline === pipelineName &&
          told.region === region &&
          told.execution_id === pipelineExecutionId,
      );
    },
    async findDigest(channel, { id, since }) {
      const found = await slack.inChannel(channel, since);
      return found.find(({ metadata }) => metadata.event_type === DIGEST && metadata.event_payload.digest_id === id)
        ?.ts;
    },
  };
}

/** The blocks of a failure come from outside: should Slack refuse them, the sentence still gets there. */
async function plainerIfRefused<T>(
  message: Message,
  send: (message: Partial<Message> & { text: string }) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    if (!(error instanceof SlackProblem) || error.kind !== 'refused') throw error;
    return send({ text: cut(message.text, 3000) });
  }
}

function viewOf(incident: Incident): Message {
  const { pipelineName, region, pipelineExecutionId, attempt, failure, executions, status, hideLog, mention } =
    incident;
  const options: FailureOptions = {
    hideLog,
    retrying: status === 'retrying',
    repeated: executions > 1 ? Math.max(executions, failure?.streak?.count ?? 0) : undefined,
    mentions: mention && [mention],
  };
  if (incident.fix) return fixedView(incident, fixedOf(incident), failure && causeOf(failure));
  const unknown = { pipelineName, region, pipelineExecutionId, attempt, actions: [], revisions: [], unread: [] };
  return failureView(failure ?? unknown, options);
}

function fixedOf({ fix, since, pipelineExecutionId }: Incident): Fixed {
  const isRetry = fix?.pipelineExecutionId === pipelineExecutionId && (fix.attempt ?? 1) > 1;
  const by = isRetry ? 'retry' : fix?.revision ? { id: fix.revision } : undefined;
  return { afterMs: Math.max(0, (fix?.at ?? since) - since), by };
}

const payload = (event_type: string, event_payload: Metadata['event_payload']): Metadata => ({
  event_type,
  event_payload,
});

const metadataOf = ({ pipelineName, region, pipelineExecutionId, ...incident }: Incident): Metadata =>
  payload(FAILURE, {
    pipeline: pipelineName,
    region,
    execution_id: pipelineExecutionId,
    attempt: incident.attempt,
    started_at: incident.startedAt,
    failed_at: incident.failedAt,
    since: incident.since,
  });

function foundOf(key: SlotKey, ts: string, { event_type, event_payload: told }: Metadata, threadTs?: string): Found[] {
  if (event_type !== FAILURE || told.pipeline !== key.pipelineName || told.region !== key.region) return [];
  return [
    {
      ts,
      ...(threadTs && { threadTs }),
      pipelineExecutionId: String(told.execution_id),
      attempt: Number(told.attempt),
      startedAt: Number(told.started_at),
      failedAt: Number(told.failed_at),
      since: Number(told.since),
    },
  ];
}
