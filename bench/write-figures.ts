import { readFileSync, writeFileSync } from 'node:fs';

const DOCUMENT = 'docs/reliability.md';

/** Puts lines between `<!-- name -->` and `<!-- end of name -->` of docs/reliability.md, where `WRITE_DOCS` is set. */
export function writeFigures(name: string, lines: string[]): void {
  if (!process.env.WRITE_DOCS) return;
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const document = readFileSync(DOCUMENT, 'utf8');
  const [from, to] = [document.indexOf(start) + start.length, document.indexOf(end)];
  if (from < start.length || to < from) throw new Error(`${DOCUMENT} has no place for ${name}.`);
  writeFileSync(DOCUMENT, `${document.slice(0, from)}\n${lines.join('\n')}\n\n${document.slice(to)}`);
}
