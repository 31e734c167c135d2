export type Target = { atMost: number } | { atLeast: number };

/** One measurement, and how it should be. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  /** Absent: only told. */
  target?: Target;
  /** Digits after the point; none unless told. */
  digits?: number;
}

export const meets = (value: number, target: Target): boolean =>
  'atMost' in target ? value <= target.atMost : value >= target.atLeast;

export const targetInWords = (target: Target): string =>
  'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;

export const isMet = ({ value, target }: Figure): boolean => !target || meets(value, target);

/** As rows of a Markdown table with three columns. */
export function toRows(figures: Figure[]): string[] {
  return figures.map((figure) => {
    const { what, value, unit, target, digits = 0 } = figure;
    const wanted = target && targetInWords(target);
    const verdict = wanted ? `${wanted}${isMet(figure) ? '' : ', not met'}` : '';
    return `| ${what} | ${value.toFixed(digits)}${unit && ` ${unit}`} | ${verdict} |`;
  });
}
