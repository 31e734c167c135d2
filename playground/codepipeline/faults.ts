import type { TokenStyle } from './next-token.js';

/** Faults on purpose; each applies from the next call on. */
export interface Faults {
  /** Milliseconds added before each answer. */
  latencyMs: number;
  /** Answers every call, or the next n, with ThrottlingException. */
  throttle: boolean | number;
  /** Answers every call, or these operations, with AccessDeniedException. */
  denyAccess: boolean | readonly string[];
  /** Never answers any call, or these operations. */
  hang: boolean | readonly string[];
  tokenStyle: TokenStyle;
  /** The next n list pages are empty but have a token. */
  emptyPages: number;
  /** Most items on a list page, even if more are asked for; 0 for no limit. */
  shortPages: number;
  /** The last page has a token, which leads to an empty page. */
  tokenOnLastPage: boolean;
  missingLogs: boolean;
  /** The next n calls fail with that status, and body if given, such as a proxy's HTML. */
  failNext(n: number, status: number, body?: string): void;
  /** The next n calls of an operation are done, but the connection is cut before their answer. */
  loseAnswers(operation: string, n: number): void;
  /** Makes every token issued so far invalid. */
  expireTokens(): void;
  /** Removes all faults; expired tokens stay expired. */
  reset(): void;
}

export interface PlannedFailure {
  status: number;
  body?: string;
}

const NONE = {
  latencyMs: 0,
  throttle: false,
  denyAccess: false,
  hang: false,
  tokenStyle: 'real',
  emptyPages: 0,
  shortPages: 0,
  tokenOnLastPage: false,
  missingLogs: false,
} as const;

interface Planned {
  faults: Faults;
  /** The next failure planned with `failNext`. */
  takeFailure(): PlannedFailure | undefined;
  takeLoss(operation: string): boolean;
}

/** The switches, and what the server takes of planned faults. */
export function createFaults(expireTokens: () => void): Planned {
  const planned: PlannedFailure[] = [];
  const losses: string[] = [];
  const faults: Faults = {
    ...NONE,
    failNext(n, status, body) {
      for (let i = 0; i < n; i++) planned.push({ status, ...(body !== undefined && { body }) });
    },
    loseAnswers(operation, n) {
      for (let i = 0; i < n; i++) losses.push(operation);
    },
    expireTokens,
    reset() {
      planned.length = 0;
      losses.length = 0;
      Object.assign(faults, NONE);
    },
  };
  const takeLoss = (operation: string) => {
    const index = losses.indexOf(operation);
    return index >= 0 && losses.splice(index, 1).length > 0;
  };
  return { faults, takeFailure: () => planned.shift(), takeLoss };
}

export function takeThrottle(faults: Faults): boolean {
  if (typeof faults.throttle === 'boolean') return faults.throttle;
  if (faults.throttle <= 0) return false;
  faults.throttle -= 1;
  return true;
}
