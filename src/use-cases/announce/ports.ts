import type { Act, ApprovalAddress, RunAddress } from '../../domain/act.js';
import type { ApprovalFact, ApprovalOutcome } from '../../domain/approval.js';
import type { Cause } from '../../domain/cause.js';
import type { ChannelRecord, ChannelState, PipelineNotes } from '../../domain/channel-state.js';
import type { Digest } from '../../domain/digest.js';
import type { Failure, FailureLog } from '../../domain/failure.js';
import type { Asked } from '../../domain/history.js';
import type { Fact, PipelineKey, PostedIncident } from '../../domain/incident.js';
import type { PipelineExecutions } from '../../domain/pipeline-execution.js';
import type { Subscription } from '../../domain/subscription.js';
import type { Approval } from '../act/read-approval.js';
import type { Tally } from '../act/read-tally.js';
import type { Gathering } from '../failure/gather-failure.js';

/** The table. Every method throws AwsProblem. Times are milliseconds since 1970. */
export interface AnnouncementStore {
  /** Adds what an event told; once is as good as twice. */
  note(pipeline: PipelineKey, fact: Fact | ApprovalFact): Promise<void>;
  read(pipeline: PipelineKey): Promise<PipelineNotes>;
  record(pipeline: PipelineKey, channel: string, record: ChannelRecord): Promise<void>;
  /**
   * Takes a channel for `holder`, which is new for each taking, until `until`, and leaves a doubt about `subject` in
   * case this process dies. Returns the state before, or until when another process has the channel.
   */
  take(channel: string, holder: string, until: number, subject: string): Promise<ChannelState | { takenUntil: number }>;
  /** Has the pipeline looked at when the time has come; the same wish twice is one. */
  remind(pipeline: PipelineKey, token: string, at: number): Promise<void>;
  /** Writes the state of a taken channel and keeps it until `until`, or gives it back. False: it is someone else's by now. */
  keep(channel: string, holder: string, state: ChannelState, until: number | 'given back'): Promise<boolean>;
}

export interface SubscriptionFinder {
  /** Those of the name itself and those of patterns that fit it; paused ones only until their subscriber is told. */
  forPipeline(region: string, pipelineName: string): Promise<Subscription[]>;
}

export type Content =
  | {
      kind: 'incident';
      pipeline: PipelineKey;
      incident: IncidentContent;
      failure?: Failure | undefined;
      hideLog: boolean | 'unknown';
    }
  | { kind: 'fixed'; pipeline: PipelineKey; incident: IncidentContent }
  | { kind: 'changed'; pipeline: PipelineKey; cause: Cause; was: Cause }
  | { kind: 'log'; pipeline: PipelineKey; log: FailureLog }
  | { kind: 'digest'; digest: Omit<Digest, 'ts'> }
  | {
      kind: 'approval';
      approval: ShownApproval;
      outcome?: ApprovalOutcome | undefined;
      votes?: Votes | undefined;
      /** Ids of the groups and people who may decide; if empty, there are no buttons. */
      operators: string[];
    }
  | { kind: 'approval over'; approval: ShownApproval; outcome: ApprovalOutcome }
  | { kind: 'approval reminder'; approval: ShownApproval; startedAt: number; operators: string[] }
  | { kind: 'channel gone'; channel: string; code: string; subscriptions: Subscription[] };

/** An approval as AWS has it, and what the table knows of those who act on it. */
export type FoundApproval = Approval & { tally: Tally | undefined };

export type ShownApproval = Omit<Approval, 'standing'>;

/** Slack's ids of those who have approved, and how many must. */
export interface Votes {
  by: string[];
  needed: number;
}

export type IncidentContent = Omit<PostedIncident, 'ts'>;

export interface Found {
  ts: string;
  threadTs?: string | undefined;
  kind: Content['kind'];
  key: string;
}

/** Slack. Every method throws SlackProblem. */
export interface ChannelMessages {
  /** Returns the new message's `ts`. @param key Names what is told, in the message's metadata. */
  post(channel: string, content: Content, key: string, threadTs?: string): Promise<string>;
  update(channel: string, ts: string, content: Content): Promise<void>;
  /** Our messages since then in a channel, or in one of its threads. */
  find(channel: string, since: number, threadTs: string | undefined): Promise<Found[]>;
}

export interface AnnounceDeps {
  store: AnnouncementStore;
  subscriptions: SubscriptionFinder;
  messages: ChannelMessages;
  /** AWS's newest 100 executions. @throws AwsProblem */
  listExecutions(pipeline: PipelineKey): Promise<PipelineExecutions>;
  /** What an execution's row in the list does not say; nothing where AWS does not tell. @throws AwsProblem when AWS is down. */
  askExecution(pipeline: PipelineKey, pipelineExecutionId: string): Promise<Asked>;
  /** @param isUrgent Whether a summary with gaps is better than none. Else its promises may reject with AwsProblem. */
  gather(pipeline: PipelineKey, failed: FailedExecution, isUrgent: boolean): Gathering;
  /** @param heardAt When its event says that it began. @throws AwsProblem */
  readApproval(at: ApprovalAddress, heardAt?: Date): Promise<Approval>;
  /** Who acts on an approval from Slack; undefined without OPERATORS. @throws AwsProblem */
  readTally(at: ApprovalAddress): Promise<Tally | undefined>;
  /** What was done about a run from Slack, oldest first; nothing without OPERATORS. @throws AwsProblem */
  actsOn(at: RunAddress): Promise<Act[]>;
  /** Ids of the groups and people who may act on a pipeline. */
  operatorsOf(pipeline: PipelineKey): string[];
  /** Whether people of another company read the channel; undefined where Slack does not say, and never said. */
  isShared(subscriptions: Subscription[]): Promise<boolean | undefined>;
  /** Slack's id of the person with the e-mail address. */
  userByEmail(email: string): Promise<string | undefined>;
  /** The channel can't be reached any more: pauses its subscriptions and tells their subscribers once. */
  giveUp(channel: string, code: string): Promise<void>;
  now(): number;
}

export type FailedExecution = Pick<Fact, 'pipelineExecutionId' | 'attempt' | 'at' | 'branch'>;

/** What a look at a pipeline came to in one channel. */
export interface Delivery {
  channel: string;
  did: Did;
  because?: string | undefined;
}

export type Did = 'posted' | 'posted in a thread' | 'updated' | 'nothing' | 'gave up';
