import { noiseOf, pairedRatio, summarise } from './measure.js';
import type { Comparison } from './report.js';

/** A comparison in words, ready for a table. */
export interface Row {
  what: string;
  /** min / median / p95 and unit. */
  subject: string;
  floor: string;
  n: number;
  ratio: string;
  target: string;
  verdict: 'met' | 'not met';
  noise: string;
}

export function toRow({ what, unit, subject, floor, target }: Comparison): Row {
  const ratio = pairedRatio(subject.values, floor.values);
  const noise = noiseOf(floor.values);
  const isMet = 'atMost' in target ? ratio.median <= target.atMost : ratio.median >= target.atLeast;
  const range = subject.values.length > 1 ? ` (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})` : '';
  return {
    what,
    subject: `${subject.name} ${spread(subject.values)} ${unit}`,
    floor: `${floor.name} ${spread(floor.values)} ${unit}`,
    n: subject.values.length,
    ratio: `${ratio.median.toFixed(3)}${range}`,
    target: 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`,
    verdict: isMet ? 'met' : 'not met',
    noise: noise === undefined ? '–' : `${(noise * 100).toFixed(1)} %`,
  };
}

function spread(values: number[]): string {
  const { min, median, p95, n } = summarise(values);
  return n > 1 ? [min, median, p95].map(inShort).join(' / ') : inShort(median);
}

const inShort = (value: number): string => value.toFixed(value < 200 ? 1 : 0);
