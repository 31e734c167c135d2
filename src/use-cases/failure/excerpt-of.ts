import type { FailureLog } from '../../domain/failure.js';
import { MASK, maskText } from '../../masking/mask-secrets.js';
import { withoutEmails } from '../../masking/without-emails.js';
import { cleanLines } from './clean-lines.js';
import { evidenceIn } from './evidence-in.js';

/** Lines kept to show. */
const LINES = 50;
/** A minified file on one line is a log line as well; what is cut could never be shown. */
const LINE_LENGTH = 1000;
/** Lines that are masked and looked through for the error; a secret that begins further above is not recognised. */
const LOOKED_AT = 2000;

/** `[Container] 2026/11/23 00:36:19.123456 Entering phase BUILD`: what CodeBuild prints around a build's own words. */
const FRAME = /^\[Container\] /;
const ENTERING = /^\[Container\] \S+ \S+ Entering phase (\w+)/;
const COMMAND = /^\[Container\] \S+ \S+ Running command /;
const COMPLETE = /^\[Container\] \S+ \S+ Phase complete: (\w+) State: (\w+)/;

/**
 * What the phase that failed printed, without frames and empty lines, secrets masked: the build goes on behind it.
 * Where it printed nothing, all before its end; where there is no such thing, all there is.
 * @param events Oldest first, each of one line or several.
 * @param phase As CodeBuild names it; without one, the first phase that failed, if the log tells of phases at all.
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

/** Where the failed phase begins and ends among lines. */
function phaseIn(lines: string[], phase: string | undefined): [from: number, to: number] {
  const found = lines.findIndex((line) => {
    const [, name, state] = COMPLETE.exec(line) ?? [];
    return name !== undefined && state !== 'SUCCEEDED' && (phase === undefined || name === phase);
  });
  const to = found < 0 ? lines.length : found;
  return [lines.slice(0, to).findLastIndex((line) => ENTERING.test(line)) + 1, to];
}

/** Whether events hold the end of a phase, and its beginning or as much of it as is looked at. */
export function isWhole(events: string[], phase: string): boolean {
  const lines = cleanLines(events);
  const [from, to] = phaseIn(lines, phase);
  return to < lines.length && (from > 0 || to >= LOOKED_AT);
}
