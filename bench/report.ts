import type { Target } from './figure.js';

/** Two things measured side by side, and the target for their ratio. */
export interface Comparison {
  what: string;
  unit: string;
  subject: { name: string; values: number[] };
  floor: { name: string; values: number[] };
  /** For the ratio of subject to floor. */
  target?: Target;
}

export interface Report {
  title: string;
  /** How it was measured, in a few sentences. */
  how: string;
  comparisons: Comparison[];
  /** Markdown. */
  details?: string[];
  /** Why a target is missed, and what would change that. */
  shortfall?: string;
}
