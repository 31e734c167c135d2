import { meets, targetInWords } from './figure.js';
import { noiseOf, pairedRatio, summarise } from './measure.js';
import type { Comparison } from './report.js';

export interface Row {
  what: string;
  /** min / median / p95 and unit. */
  subject: string;
  floor: string;
  n: number;
  ratio: string;
  target: string;
  /** Empty without a target. */
  verdict: 'met' | 'not met' | '';
  noise: string;
}

export function toRow({ what, unit, subject, floor, target }: Comparison): Row {
  const ratio = pairedRatio(subject.values, floor.values);
  const noise = noiseOf(floor.values);
  const range = subject.values.length > 1 ? ` (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})` : '';
  return {
    what,
    subject: `${subject.name} ${spread(subject.values)} ${unit}`,
    floor: `${floor.name} ${spread(floor.values)} ${unit}`,
    n: subject.values.length,
    ratio: `${ratio.median.toFixed(3)}${range}`,
    ...judge(ratio.median, target),
    noise: noise === undefined ? '–' : `${(noise * 100).toFixed(1)} %`,
  };
}

function judge(ratio: number, target: Comparison['target']): Pick<Row, 'target' | 'verdict'> {
  if (!target) return { target: '', verdict: '' };
  return { target: targetInWords(target), verdict: meets(ratio, target) ? 'met' : 'not met' };
}

function spread(values: number[]): string {
  const { min, median, p95, n } = summarise(values);
  return n > 1 ? [min, median, p95].map(inShort).join(' / ') : inShort(median);
}

const inShort = (value: number): string => value.toFixed(value < 200 ? 1 : 0);
