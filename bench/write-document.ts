import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeMachine } from './machine.js';
import type { Report } from './report.js';
import { type Row, toRow } from './row.js';

const FILE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

/** Writes `docs/performance.md`. */
export async function writeDocument(reports: Report[], loads: { before: string; after: string }): Promise<void> {
  const rows = reports.flatMap(({ comparisons }) => comparisons.map(toRow));
  const figures = [...intro(rows, loads), ...overview(rows), ...reasons(reports)];
  await writeFile(FILE, `${[...figures, ...reports.flatMap(section)].join('\n')}\n`);
}

const intro = (rows: Row[], { before, after }: { before: string; after: string }): string[] => [
  '# Performance',
  '',
  '<!-- Written by `npm run bench`; a change made here is lost at the next run. -->',
  '',
  `Measured on ${new Date().toISOString().slice(0, 10)}: ${describeMachine()}. The load average was ${before} when it ` +
    `began and ${after} at the end. ${verdict(rows)}`,
  '',
  'Each figure stands beside a floor: the least program that does the same. Both are bundled alike, are processes of ' +
    'their own, ask the same servers with the same settings of the SDK, and are measured in turn (A B B A …) after a ' +
    'warm-up, so that what disturbs one disturbs the other. Every AWS and Slack call takes 50 ms longer than it would, ' +
    'unless said otherwise. AWS is the playground’s simulator; Slack is a server that takes everything, because the ' +
    'playground’s reads every block and would set the pace; where failures are announced it is the playground’s all the ' +
    'same, since there it has to keep what is posted.',
  '',
];

function verdict(rows: Row[]): string {
  const missed = rows.filter((row) => row.verdict === 'not met').map(({ what }) => what);
  return missed.length ? `Not met: ${missed.join(', ')}.` : 'All targets are met.';
}

const overview = (rows: Row[]): string[] => [
  '| | Ratio to the floor | Target | |',
  '| --- | --- | --- | --- |',
  ...rows.map(({ what, ratio, target, verdict: word }) => `| ${what} | ${ratio} | ${target} | ${word} |`),
  '',
  'A ratio is the median of pairs measured side by side; in brackets the range that holds it with 95 % confidence. ' +
    'Noise is how far the floor lies from itself, one half of its measurements held against the other.',
  '',
];

/** Why targets are missed; with the figures they fit on one screen, and the long tables follow. */
function reasons(reports: Report[]): string[] {
  const missed = reports.filter(({ comparisons }) =>
    comparisons.map(toRow).some(({ verdict }) => verdict === 'not met'),
  );
  const bullets = missed.flatMap(({ title, shortfall }) => (shortfall ? [`- ${title}: ${shortfall}`] : []));
  return bullets.length > 0 ? ['What is not met, and why:', '', ...bullets, ''] : [];
}

const section = ({ title, how, comparisons, details = [] }: Report): string[] => {
  const rows = comparisons.map(toRow);
  return [
    `## ${title}`,
    '',
    how,
    '',
    '| | min / median / p95 | Floor: min / median / p95 | n | Noise |',
    '| --- | --- | --- | ---: | --- |',
    ...rows.map(({ what, subject, floor, n, noise }) => `| ${what} | ${subject} | ${floor} | ${n} | ${noise} |`),
    '',
    ...details.flatMap((detail) => [detail, '']),
  ];
};
