import { OWN } from './account.js';

/** The values that a setting such as `OPERATORS` gives to matching pipelines. */
export interface PipelinePattern {
  pattern: string; // a pipeline's name, in which `*` stands for any characters or none
  values: string[]; // at least one
}

/** The message quotes the part that can't be read. */
export class PatternProblem extends Error {}

/** Reads `payments-*=S0123,U0456;*=S0789`, with or without spaces and a final semicolon. @throws PatternProblem */
export const parsePatterns = (text: string): PipelinePattern[] => partsOf(text, ';').map(parsePart);

/** The parts of a setting's text, without the empty ones. */
export const partsOf = (text: string, separator: ';' | ','): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);

function parsePart(part: string): PipelinePattern {
  const [, pattern, list = ''] = /^((?:[A-Za-z0-9._*-]{1,24}:)?[A-Za-z0-9.@_*-]{1,100})\s*=(.*)$/s.exec(part) ?? [];
  const values = partsOf(list, ',');
  if (!pattern || values.length === 0) throw new PatternProblem(`“${part}” is not of the form pattern=value,value`);
  return { pattern, values };
}

/**
 * The values of the first pattern that matches: with `payments-*=A;*=B` payments gets A only. Undefined if none does.
 * @param pipelineName With its account before it where there are several, `payments:checkout`.
 */
export const valuesFor = (patterns: PipelinePattern[], pipelineName: string): string[] | undefined =>
  patterns.find(({ pattern }) => matches(pattern.split('*'), inForm(pattern, pipelineName)))?.values;

/** A pattern without an account is one for all accounts. */
function inForm(pattern: string, name: string): string {
  if (!pattern.includes(':')) return name.slice(name.indexOf(':') + 1);
  return name.includes(':') ? name : `${OWN}:${name}`;
}

/** `pieces` are the parts between the asterisks; each is searched once, so matching is linear. */
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
