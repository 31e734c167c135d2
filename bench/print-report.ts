import type { Report } from './report.js';
import { type Row, toRow } from './row.js';

export function printReport({ title, comparisons, details = [] }: Report): void {
  console.log(`\n${title}`);
  for (const comparison of comparisons) console.log(lineOf(toRow(comparison)));
  for (const detail of details) console.log(detail);
}

const lineOf = (row: Row): string =>
  `  ${row.what}: ${row.subject} against ${row.floor}; ratio ${row.ratio}${row.target && `, target ${row.target}: ${row.verdict}`}; noise ${row.noise}`;
