import { LIMITS, PIPELINE_NAME, REGION } from '../domain/listing.js';
import { CommandRefusal, quoted } from './refusal.js';

/** @throws CommandRefusal that names the limits and what was given, as do the others here. */
export function asPipelineName(given: unknown): string {
  if (typeof given === 'string' && PIPELINE_NAME.test(given)) return given;
  const shown =
    typeof given === 'string' && given.length > LIMITS.pipelineName
      ? `${given.length} characters`
      : quoted(String(given));
  throw new CommandRefusal(
    `A pipeline’s name has 1 to 100 characters of A–Z, a–z, 0–9 and . @ - _, and ${shown} is none.`,
  );
}

/** A region's code; it becomes part of a host name. */
export function asRegion(given: string): string {
  if (REGION.test(given)) return given;
  throw new CommandRefusal(`--region takes a region’s code such as eu-west-1, not ${quoted(given)}.`);
}

/** @param most The largest number allowed; LIMITS.maxItems stands for no limit that a person meets. */
export function asWholeNumber(given: string, flag: string, most: number): number {
  const number = /^[+-]?\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= 1 && number <= most) return number;
  const limits = most === LIMITS.maxItems ? 'a whole number from 1 on' : `a whole number from 1 to ${most}`;
  throw new CommandRefusal(`${flag} takes ${limits}, not ${quoted(given)}.`);
}
