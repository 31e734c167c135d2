/** What one part of a setting such as `OPERATORS` gives to the pipelines that its pattern matches. */
export interface PipelinePattern {
  /** A pipeline's name, in which `*` stands for any characters or none. */
  pattern: string;
  /** At least one; what a value means is the setting's own. */
  values: string[];
}

/** A part that can't be read; the message quotes it. */
export class PatternProblem extends Error {}

/**
 * Reads `payments-*=S0123,U0456;*=S0789`. Spaces and line ends around a name don't matter, nor does a last semicolon.
 * @throws PatternProblem
 */
export const parsePatterns = (text: string): PipelinePattern[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(parsePart);

function parsePart(part: string): PipelinePattern {
  const [, pattern, list = ''] = /^([A-Za-z0-9.@_*-]{1,100})\s*=(.*)$/s.exec(part) ?? [];
  const values = list
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);
  if (!pattern || values.length === 0) throw new PatternProblem(`“${part}” is not of the form pattern=value,value`);
  return { pattern, values };
}

/**
 * The values of the first pattern that matches the name, so that `payments-*=A;*=B` gives nothing of B to payments.
 * Undefined when none matches.
 */
export const valuesFor = (patterns: PipelinePattern[], pipelineName: string): string[] | undefined =>
  patterns.find(({ pattern }) => matches(pattern.split('*'), pipelineName))?.values;

/** `pieces` are what stands between the asterisks. Each is looked for once: no pattern is slow, however many it has. */
function matches([first = '', ...rest]: string[], name: string): boolean {
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let position = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return name.length - last.length >= position && name.endsWith(last);
}
