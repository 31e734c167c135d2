/** Why a text can't be a request. Only facts: `src/views/command-refusal.ts` has the words. */
export type Refusal =
  /** A quote or brace without its end. `at` counts characters from 1. */
  | { kind: 'unclosed'; sign: string; at: number }
  | { kind: 'missing-name'; command?: string }
  | { kind: 'unusable-name'; given: string; takesPatterns: boolean }
  | { kind: 'several-names'; names: string[] }
  /** An id of an execution, and no pipeline that it could belong to. */
  | { kind: 'execution-alone'; id: string }
  | { kind: 'extra-words'; words: string[] }
  /** `command` is misspelt, or stands behind the name. */
  | { kind: 'unknown-command'; typed: string; command: string; name: string }
  | { kind: 'unknown-option'; option: string; didYouMean?: string }
  /** An option of lists, where a failure summary is asked for. */
  | { kind: 'foreign-option'; option: string }
  | { kind: 'missing-value'; option: string }
  | { kind: 'unwanted-value'; option: string }
  /** Absent `most`: no limit that a person meets. */
  | { kind: 'number'; option: string; given: string; most?: number }
  | { kind: 'region'; given: string }
  | { kind: 'two-regions'; regions: [string, string] }
  /** `known`: aliases; none where only the bot's own account is read. */
  | { kind: 'account'; given: string; known: string[] }
  | { kind: 'two-accounts'; accounts: string[] }
  | { kind: 'execution-id'; option?: string; given: string }
  /** Both say the same thing in different ways. */
  | { kind: 'exclusive-options'; options: [string, string] }
  | { kind: 'given-twice'; member: string }
  | { kind: 'filter-file' }
  | { kind: 'filter-empty' }
  | { kind: 'filter-unreadable'; from: string }
  | { kind: 'filter-member'; of: string; member: string; known: string[] }
  | { kind: 'filter-lacks'; of: string; member: string }
  | { kind: 'filter-braces'; member: string }
  | { kind: 'start-time-range'; given: string }
  | { kind: 'token-damaged'; option: string }
  | { kind: 'token-length'; option: string; length: number }
  | { kind: 'input-json'; known: string[] }
  | { kind: 'other-aws-command' }
  /** An ARN or an address that names no pipeline. */
  | { kind: 'other-address'; given: string }
  | { kind: 'occasion'; given: string }
  | { kind: 'mention-everyone'; given: string }
  | { kind: 'mention'; given: string }
  | { kind: 'branch'; given: string }
  | { kind: 'duration'; given: string }
  | { kind: 'remind-without-approvals' };

/** What was typed can't be a request. */
export class CommandRefusal extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.name = 'CommandRefusal';
    this.refusal = refusal;
  }
}

export function refuse(refusal: Refusal): never {
  throw new CommandRefusal(refusal);
}
