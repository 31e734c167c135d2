import type { ApprovalFact } from '../../domain/approval.js';
import type { ChannelRecord } from '../../domain/channel-state.js';
import type { Fact, PipelineKey } from '../../domain/incident.js';
import type { Subscription } from '../../domain/subscription.js';
import type { ChannelSession } from './channel-session.js';
import type { Gatherings } from './gatherings.js';
import type { AnnounceDeps, FoundApproval } from './ports.js';
import type { PipelineFacts } from './read-pipeline.js';

/** A look at a pipeline on behalf of one channel. Events that come before it begins to read are part of it. */
export interface Look {
  pipeline: PipelineKey;
  channel: string;
  /** What the channel asked for, the most exact first. */
  subscriptions: Subscription[];
  /** What the events told, and when it is noted. */
  heard: Fact[];
  noted: Promise<void>[];
  gatherings: Gatherings;
  /** What the events told of approvals, and those that are being read since they began, by token. */
  approvals: ApprovalFact[];
  readings: Map<string, Promise<FoundApproval>>;
  /** Whether people of another company read the channel, where that was asked already. */
  isShared?: Promise<boolean | undefined> | undefined;
  /** An event has come again for long: a summary with gaps is better than silence. */
  isUrgent: boolean;
}

/** A look that has begun: the channel is ours, and what decides was read since. */
export interface Standing {
  deps: AnnounceDeps;
  look: Look;
  facts: PipelineFacts;
  session: ChannelSession;
  record: ChannelRecord;
}
