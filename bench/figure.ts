/** One measurement, and how it should be. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** Absent: only told. */
  target?: { atMost: number } | { atLeast: number };
  /** Digits after the point; none unless told. */
  digits?: number;
}

export function isMet({ value, target }: Figure): boolean {
  if (!target) return true;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

/** As rows of a Markdown table with three columns. */
export function toRows(figures: Figure[]): string[] {
  return figures.map((figure) => {
    const { what, value, unit, target, digits = 0 } = figure;
    const wanted = target && ('atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`);
    const verdict = wanted ? `${wanted}${isMet(figure) ? '' : ', not met'}` : '';
    return `| ${what} | ${value.toFixed(digits)}${unit && ` ${unit}`} | ${verdict} |`;
  });
}
