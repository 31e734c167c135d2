export interface Summary {
  n: number;
  min: number;
  median: number;
  p95: number;
}

/** @throws RangeError for an empty list. */
export function summarise(values: number[]): Summary {
  const sorted = ascending(values);
  return { n: sorted.length, min: at(sorted, 0), median: median(sorted), p95: quantile(sorted, 0.95) };
}

export function median(values: number[]): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
}

/** The smallest measurement that at least `share` (0–1) of all do not exceed. */
export function quantile(values: number[], share: number): number {
  const sorted = ascending(values);
  return at(sorted, Math.max(0, Math.ceil(sorted.length * share) - 1));
}

/** A ratio and the range that holds it with 95 % confidence. */
export interface Ratio {
  median: number;
  low: number;
  high: number;
}

/**
 * The median ratio of pairs measured side by side, where disturbances of both cancel out. The range comes from order
 * statistics, so it assumes nothing about the noise's distribution.
 */
export function pairedRatio(subject: number[], floor: number[]): Ratio {
  const ratios = ascending(subject.map((value, i) => value / at(floor, i)));
  const reach = Math.max(0, Math.floor(ratios.length / 2 - 0.98 * Math.sqrt(ratios.length)));
  return { median: median(ratios), low: at(ratios, reach), high: at(ratios, ratios.length - 1 - reach) };
}

/** How far the two halves of the measurements differ, as a share: what noise alone does to a ratio of 1. */
export function noiseOf(values: number[]): number | undefined {
  if (values.length < 4) return undefined;
  const half = (parity: number) => median(values.filter((_, i) => i % 2 === parity));
  return Math.abs(half(0) / half(1) - 1);
}

/** Measures two things alternately, A B B A …, after a discarded warm-up. */
export async function interleave(
  pairs: number,
  warmUp: number,
  measureSubject: () => Promise<number>,
  measureFloor: () => Promise<number>,
): Promise<{ subject: number[]; floor: number[] }> {
  const subject: number[] = [];
  const floor: number[] = [];
  for (let i = -warmUp; i < pairs; i++) {
    const isSubjectFirst = i % 2 === 0;
    const early = isSubjectFirst ? await measureSubject() : await measureFloor();
    const late = isSubjectFirst ? await measureFloor() : await measureSubject();
    if (i < 0) continue;
    subject.push(isSubjectFirst ? early : late);
    floor.push(isSubjectFirst ? late : early);
  }
  return { subject, floor };
}

const ascending = (values: number[]): number[] => [...values].sort((a, b) => a - b);

function at(values: number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError('There is no measurement');
  return value;
}
