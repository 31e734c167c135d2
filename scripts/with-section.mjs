/** A document with another text between `<!-- name -->` and `<!-- end of name -->`. @throws where it has no such place. */
export function withSection(document, name, change) {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [document.indexOf(start) + start.length, document.indexOf(end)];
  if (from < start.length || to < from) throw new Error(`The document has no place for ${name}.`);
  return `${document.slice(0, from)}${change(document.slice(from, to))}${document.slice(to)}`;
}
