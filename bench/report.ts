/** Two things measured side by side, and how one should stand to the other. */
export interface Comparison {
  what: string;
  unit: string;
  subject: { name: string; values: number[] };
  floor: { name: string; values: number[] };
  /** Of the ratio of subject to floor; absent where none was set. */
  target?: { atMost: number } | { atLeast: number };
}

/** What one part of the benchmarks found. */
export interface Report {
  title: string;
  /** What was measured and how, in a few sentences. */
  how: string;
  comparisons: Comparison[];
  /** Markdown: whatever else is worth knowing. */
  details?: string[];
  /** Where a target is not met: why, and what would change it. */
  shortfall?: string;
}
