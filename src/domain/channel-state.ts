import type { ApprovalFact, PostedApproval } from './approval.js';
import type { ChannelPosts } from './digest.js';
import type { Fact, PostedIncident } from './incident.js';

export interface ChannelRecord {
  incidents: PostedIncident[];
  approvals?: PostedApproval[] | undefined;
}

export interface PipelineNotes {
  noted: Fact[];
  approvals: ApprovalFact[];
  records: Map<string, ChannelRecord>;
}

/** A process held the channel's lease and died: the channel may hold messages that were never recorded. */
export interface Doubt {
  subject: string;
  since: number; // milliseconds since 1970
}

/** A channel's state that belongs to no single pipeline. */
export interface ChannelState extends ChannelPosts {
  doubts: Doubt[];
}
