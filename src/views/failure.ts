import type { Failure } from '../failure.js';
import type { Message } from './message.js';

/** Only people and groups that a subscription named; never text from outside. */
export type Mention = { user: string } | { group: string };

export interface Fixed {
  /** From the failure to the success, in milliseconds. */
  afterMs: number;
  /** The revision that fixed it; undefined when it was the same one, tried again. */
  byRevision?: string | undefined;
  /** The attempt of its execution that succeeded. */
  attempt: number;
}

export interface FailureOptions {
  /** Shown to one person only: adds **Post to this channel**. */
  preview?: boolean;
  mentions?: Mention[];
  /** The Slack user who posts it. */
  postedBy?: string;
  /** The message is condensed to what was wrong and what fixed it. */
  fixed?: Fixed;
  /** The how-manieth failure in a row this is, when it stands for later ones as well. */
  repeated?: number;
  /** For channels shared with another company. */
  hideLog?: boolean;
}

export function failureView(_failure: Failure, _options: FailureOptions = {}): Message {
  throw new Error('being written');
}

export function recoveryReplyView(
  _failure: Pick<Failure, 'pipelineName' | 'region' | 'pipelineExecutionId'>,
  _fixed: Fixed,
  _mentions: Mention[] = [],
): Message {
  throw new Error('being written');
}
