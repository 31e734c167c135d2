import { readFileSync, writeFileSync } from 'node:fs';
import { withSection } from '../scripts/with-section.mjs';

const DOCUMENT = 'docs/reliability.md';

/** Puts lines between `<!-- name -->` and `<!-- end of name -->` of docs/reliability.md, where `WRITE_DOCS` is set. */
export function writeFigures(name: string, lines: string[]): void {
  if (!process.env.WRITE_DOCS) return;
  const written = withSection(readFileSync(DOCUMENT, 'utf8'), name, () => `\n${lines.join('\n')}\n\n`);
  writeFileSync(DOCUMENT, written);
}
