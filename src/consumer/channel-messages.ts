import type { Failure } from '../domain/failure.js';
import type { PipelineKey } from '../domain/incident.js';
import { SlackProblem } from '../domain/slack-problem.js';
import type { Metadata, SlackMessages } from '../gateways/slack-messages.js';
import type { ChannelMessages, Content, IncidentContent } from '../use-cases/announce/ports.js';
import { approvalCardView, approvalOverView, approvalReminderView } from '../views/act/approval-card.js';
import { channelGoneView } from '../views/channel-gone.js';
import { digestView } from '../views/digest.js';
import { failureView } from '../views/failure/failure-view.js';
import { type Fixed, fixedView, nowFailingView, recoveryReplyView } from '../views/failure/fixed-view.js';
import { logReplyView } from '../views/failure/log-view.js';
import type { Message } from '../views/message.js';
import { cut } from '../views/text.js';

/** What marks our messages, so that one whose posting got no answer can be found. */
const EVENT_TYPES: Record<Content['kind'], string> = {
  incident: 'pipeline_failure',
  fixed: 'pipeline_recovery',
  changed: 'pipeline_failure_changed',
  log: 'pipeline_failure_log',
  digest: 'pipeline_failure_digest',
  approval: 'approval_card',
  'approval over': 'approval_decided',
  'approval reminder': 'approval_reminder',
  'channel gone': 'subscriptions_paused',
};

/** What should stand in a channel → its view → Slack. @param canAct Whether a pipeline has operators. */
export function createChannelMessages(
  slack: SlackMessages,
  canAct: (pipeline: PipelineKey) => boolean,
): ChannelMessages {
  const viewOf = (content: Content) => viewWith(content, canAct);

  return {
    post: (channel, content, key, threadTs) =>
      plainerIfRefused(viewOf(content), (message) =>
        slack.post({ channel, ...message }, metadataOf(content, key), {
          threadTs,
          // The reply that something else is broken now is news for the whole channel.
          isShownInChannel: content.kind === 'changed',
        }),
      ),
    update: (channel, ts, content) =>
      plainerIfRefused(viewOf(content), (message) => slack.update({ channel, ...message }, ts)),
    async find(channel, since, threadTs) {
      const found = await (threadTs ? slack.inThread(channel, threadTs, since) : slack.inChannel(channel, since));
      return found.flatMap(({ ts, metadata }) => {
        const kind = KINDS.find((one) => EVENT_TYPES[one] === metadata.event_type);
        return kind && ts !== threadTs ? [{ ts, threadTs, kind, key: String(metadata.event_payload.key) }] : [];
      });
    },
  };
}

const KINDS = Object.keys(EVENT_TYPES) as Content['kind'][];

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

function metadataOf(content: Content, key: string): Metadata {
  const event_type = EVENT_TYPES[content.kind];
  if (content.kind !== 'incident') return { event_type, event_payload: { key } };
  const { pipeline, incident } = content;
  const { pipelineName, region } = pipeline;
  const { pipelineExecutionId } = incident.shown;
  return { event_type, event_payload: { key, pipeline: pipelineName, region, execution_id: pipelineExecutionId } };
}

function viewWith(content: Content, canAct: (pipeline: PipelineKey) => boolean): Message {
  switch (content.kind) {
    case 'incident':
      return incidentView(content, canAct(content.pipeline));
    case 'fixed':
      return recoveryReplyView(content.pipeline, fixedOf(content.incident));
    case 'changed':
      return nowFailingView(content.pipeline, content.cause, content.was);
    case 'log':
      return logReplyView(content.pipeline, content.log);
    case 'digest':
      return digestView(content.digest);
    case 'approval':
      return approvalCardView(content);
    case 'approval over':
      return approvalOverView(content);
    case 'approval reminder':
      return approvalReminderView(content);
    case 'channel gone':
      return channelGoneView(content.channel, content.code, content.subscriptions);
  }
}

function incidentView(
  { pipeline, incident, failure, hideLog }: Content & { kind: 'incident' },
  canAct: boolean,
): Message {
  const { status, executions, mention, rolledBackTo, cause, act } = incident;
  if (incident.fix) return fixedView(pipeline, fixedOf(incident), cause);
  const gathered = failure ?? unread(pipeline, incident);
  const count = Math.max(executions.length, gathered.streak?.count ?? 0);
  return failureView(gathered, {
    hideLog,
    act,
    canAct,
    retrying: status === 'retrying',
    rolledBack: rolledBackTo && { to: rolledBackTo.id, broken: gathered.revisions[0]?.id },
    repeated: executions.length > 1 ? count : undefined,
    mentions: mention && [mention],
  });
}

/** The failure where nothing of it could be gathered. */
const unread = ({ pipelineName, region }: PipelineKey, { shown }: IncidentContent): Failure => ({
  pipelineName,
  region,
  pipelineExecutionId: shown.pipelineExecutionId,
  attempt: shown.attempt,
  actions: [],
  revisions: [],
  unread: [],
});

function fixedOf({ fix, since, act }: IncidentContent): Fixed {
  const { by, revision, at = since } = fix ?? {};
  return { afterMs: Math.max(0, at - since), by: by === 'revision' ? revision : by, act };
}
