/** One measure over time; all have as many samples, at even distances. */
export interface Measure {
  name: string;
  unit: string;
  samples: number[];
}

const WIDTH = 860;
const HEIGHT = 120;
const LEFT = 190;
const GAP = 34;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const rounded = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** A picture with a chart for each measure, from zero to its largest sample. */
export function drawLines(title: string, minutes: number, measures: Measure[]): string {
  const height = 44 + measures.length * (HEIGHT + GAP);
  const charts = measures.map((measure, index) => chart(measure, 44 + index * (HEIGHT + GAP), minutes));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LEFT + WIDTH + 20} ${height}" font-family="sans-serif" font-size="13">`,
    `<title>${escaped(title)}</title>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="12" y="24" font-size="15" font-weight="bold">${escaped(title)}</text>`,
    ...charts,
    '</svg>\n',
  ].join('\n');
}

function chart({ name, unit, samples }: Measure, top: number, minutes: number): string {
  const most = Math.max(...samples, Number.MIN_VALUE);
  const x = (index: number) => LEFT + (index / Math.max(1, samples.length - 1)) * WIDTH;
  const y = (value: number) => top + HEIGHT - (value / most) * HEIGHT;
  const points = samples.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return [
    `<text x="12" y="${top + 18}">${escaped(name)}</text>`,
    `<text x="12" y="${top + 36}" fill="#555">most ${rounded(most)} ${escaped(unit)}</text>`,
    `<text x="12" y="${top + 54}" fill="#555">last ${rounded(samples.at(-1) ?? 0)} ${escaped(unit)}</text>`,
    `<path d="M${LEFT} ${top}V${top + HEIGHT}H${LEFT + WIDTH}" fill="none" stroke="#999"/>`,
    `<polyline points="${points}" fill="none" stroke="#1264a3" stroke-width="1.5"/>`,
    `<text x="${LEFT + WIDTH}" y="${top + HEIGHT + 15}" text-anchor="end" fill="#555">${minutes} min</text>`,
  ].join('\n');
}
