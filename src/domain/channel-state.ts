import type { ApprovalFact, PostedApproval } from './approval.js';
import type { ChannelPosts } from './digest.js';
import type { Fact, PostedIncident } from './incident.js';

/** What a channel was told of one pipeline. */
export interface ChannelRecord {
  incidents: PostedIncident[];
  /** Absent while it was told of none. */
  approvals?: PostedApproval[] | undefined;
}

/** What the table holds of one pipeline. */
export interface PipelineNotes {
  /** What events of the last hour told. */
  noted: Fact[];
  approvals: ApprovalFact[];
  /** By channel. */
  records: Map<string, ChannelRecord>;
}

/** Someone had a channel and did not say what became of it: since then it may hold messages that nobody recorded. */
export interface Doubt {
  /** What they were at, such as a pipeline. */
  subject: string;
  /** Milliseconds since 1970. */
  since: number;
}

/** What is kept of a channel apart from what it was told of each pipeline. */
export interface ChannelState extends ChannelPosts {
  doubts: Doubt[];
}
