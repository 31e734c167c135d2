import type { TokenStyle } from './next-token.js';

/** What goes wrong on purpose; change it at any time, it holds from the next call on. */
export interface Faults {
  /** Milliseconds added before each answer. */
  latencyMs: number;
  /** Every call, or that many of the next ones, is answered ThrottlingException. */
  throttle: boolean | number;
  /** Every call, or every call of these operations, is answered AccessDeniedException. */
  denyAccess: boolean | readonly string[];
  /** Every call, or every call of these operations, is accepted and never answered. */
  hang: boolean | readonly string[];
  tokenStyle: TokenStyle;
  /** That many of the next list pages are empty and yet carry a token. */
  emptyPages: number;
  /** No list page holds more items than this, whatever was asked for; 0 for no limit. */
  shortPages: number;
  /** The last page carries a token as well, and the page behind it is empty. */
  tokenOnLastPage: boolean;
  /** GetLogEvents finds no stream. */
  missingLogs: boolean;
  /** The next n calls fail with that HTTP status; with a body of one's own, such as a proxy's HTML, if wanted. */
  failNext(n: number, status: number, body?: string): void;
  /** The next n calls of an operation are carried out, and the connection is cut before their answer. */
  loseAnswers(operation: string, n: number): void;
  /** Makes every token issued so far invalid. */
  expireTokens(): void;
  /** Back to no fault at all; expired tokens stay expired. */
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
  /** Takes a failure planned with `failNext`. */
  takeFailure(): PlannedFailure | undefined;
  /** Whether this call's answer is to be lost. */
  takeLoss(operation: string): boolean;
}

/** The switches, and what the server takes of what is planned with them. */
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

/** Counts one call against `throttle`. */
export function takeThrottle(faults: Faults): boolean {
  if (typeof faults.throttle === 'boolean') return faults.throttle;
  if (faults.throttle <= 0) return false;
  faults.throttle -= 1;
  return true;
}
