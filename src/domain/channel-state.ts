import type { ApprovalFact, PostedApproval } from './approval.js';
import type { ChannelPosts } from './digest.js';
import type { Fact, PostedIncident } from './incident.js';

/** What a channel shows of one pipeline. */
export interface ChannelRecord {
  incidents: PostedIncident[];
  approvals?: PostedApproval[] | undefined;
}

/** What the table stores about one pipeline. */
export interface PipelineNotes {
  /** From events of the last hour. */
  noted: Fact[];
  approvals: ApprovalFact[];
  /** By channel. */
  records: Map<string, ChannelRecord>;
}

/** A process held the channel's lease and died: the channel may hold messages that were never recorded. */
export interface Doubt {
  /** What that process worked on, such as a pipeline. */
  subject: string;
  /** Milliseconds since 1970. */
  since: number;
}

/** A channel's state that belongs to no single pipeline. */
export interface ChannelState extends ChannelPosts {
  doubts: Doubt[];
}
