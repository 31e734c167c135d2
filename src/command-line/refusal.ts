/** Why a text can't be a request; `src/views/command-refusal.ts` has the words. */
export type Refusal =
  /** `at` counts characters from 1. */
  | { kind: 'unclosed'; sign: string; at: number }
  | { kind: 'missing-name'; command?: string }
  | { kind: 'unusable-name'; given: string; takesPatterns: boolean }
  | { kind: 'several-names'; names: string[] }
  | { kind: 'execution-alone'; id: string }
  | { kind: 'extra-words'; words: string[] }
  | { kind: 'unknown-command'; typed: string; command: string; name: string }
  | { kind: 'unknown-option'; option: string; didYouMean?: string }
  | { kind: 'foreign-option'; option: string }
  | { kind: 'missing-value'; option: string }
  | { kind: 'unwanted-value'; option: string }
  | { kind: 'number'; option: string; given: string; most?: number }
  | { kind: 'region'; given: string }
  | { kind: 'two-regions'; regions: [string, string] }
  /** `known`: aliases; none where only the bot's own account is read. */
  | { kind: 'account'; given: string; known: string[] }
  | { kind: 'two-accounts'; accounts: string[] }
  | { kind: 'execution-id'; option?: string; given: string }
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
  | { kind: 'other-address'; given: string }
  | { kind: 'occasion'; given: string }
  | { kind: 'mention-everyone'; given: string }
  | { kind: 'mention'; given: string }
  | { kind: 'branch'; given: string }
  | { kind: 'duration'; given: string }
  | { kind: 'remind-without-approvals' };

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
