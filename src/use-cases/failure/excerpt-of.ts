import type { FailureLog } from '../../domain/failure.js';
import { MASK, maskText } from '../../masking/mask-secrets.js';
import { withoutEmails } from '../../masking/without-emails.js';
import { cleanLines } from './clean-lines.js';
import { evidenceIn } from './evidence-in.js';

const LINES = 50;
const LINE_LENGTH = 1000; // cuts lines such as minified files, which could never be shown whole
/** Lines that are masked and searched; a secret that begins before them is not recognised. */
const LOOKED_AT = 2000;

/** `[Container] 2026/11/23 00:36:19.123456 Entering phase BUILD`: CodeBuild's own lines. */
const FRAME = /^\[Container\] /;
const ENTERING = /^\[Container\] \S+ \S+ Entering phase (\w+)/;
const COMMAND = /^\[Container\] \S+ \S+ Running command /;
const COMPLETE = /^\[Container\] \S+ \S+ Phase complete: (\w+) State: (\w+)/;

/**
 * What the failed phase printed, without CodeBuild's own and empty lines, masked; later phases follow it in the log.
 * Where it printed nothing, everything before its end; without phases, everything.
 * @param events Oldest first; each may hold several lines.
 * @param phase CodeBuild's name; by default the first phase in the log that failed.
 */
export function excerptOf(events: string[], phase?: string): Omit<FailureLog, 'of'> {
  const all = cleanLines(events);
  const [from, to] = phaseIn(all, phase);
  const parts = [all.slice(from, to), all.slice(0, to), all];
  const said = parts.find((part) => printed(part).length > 0) ?? all;
  const masked = maskText(said.slice(-LOOKED_AT).join('\n')).text.split('\n').map(withoutEmails);
  const own = printed(masked);
  const lines = (own.length ? own : masked.filter(Boolean)).slice(-LINES).map(short);
  const command = printed(masked.slice(masked.findLastIndex((line) => COMMAND.test(line)) + 1));
  const evidence = evidenceIn(command.length ? command : lines).map(short);
  return { lines, evidence, masked: lines.join('\n').split(MASK).length - 1 };
}

const short = (line: string) => line.slice(0, LINE_LENGTH).toWellFormed();

const printed = (lines: string[]) => lines.filter((line) => line !== '' && !FRAME.test(line));

function phaseIn(lines: string[], phase: string | undefined): [from: number, to: number] {
  const found = lines.findIndex((line) => {
    const [, name, state] = COMPLETE.exec(line) ?? [];
    return name !== undefined && state !== 'SUCCEEDED' && (phase === undefined || name === phase);
  });
  const to = found < 0 ? lines.length : found;
  return [lines.slice(0, to).findLastIndex((line) => ENTERING.test(line)) + 1, to];
}

/** Whether events hold a phase's end, and its beginning or at least as much as is looked at. */
export function isWhole(events: string[], phase: string): boolean {
  const lines = cleanLines(events);
  const [from, to] = phaseIn(lines, phase);
  return to < lines.length && (from > 0 || to >= LOOKED_AT);
}
