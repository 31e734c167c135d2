import { executionIdStart } from '../domain/execution-id.js';
import { LIMITS, PIPELINE_NAME, REGION } from '../domain/listing.js';
import { refuse } from './refusal.js';

/** @throws CommandRefusal for an invalid value, as do all functions here. */
export function asPipelineName(given: unknown): string {
  if (typeof given === 'string' && PIPELINE_NAME.test(given)) return given;
  return refuse({ kind: 'unusable-name', given: String(given), takesPatterns: false });
}

/** A region becomes part of a host name. */
export function asRegion(given: string): string {
  return REGION.test(given.toLowerCase()) ? given.toLowerCase() : refuse({ kind: 'region', given });
}

export function asWholeNumber(given: string, option: string, most: number): number {
  const number = /^[+-]?\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= 1 && number <= most) return number;
  return refuse({ kind: 'number', option, given, ...(most !== LIMITS.maxItems && { most }) });
}

/** A whole execution id or the start of one, in lower case. */
export function asExecutionId(given: unknown, option?: string): string {
  const id = typeof given === 'string' ? executionIdStart(given) : undefined;
  if (id !== undefined) return id;
  return refuse({ kind: 'execution-id', given: String(given), ...(option !== undefined && { option }) });
}

const UNITS = { m: 60_000, h: 60 * 60_000, d: 24 * 60 * 60_000 } as const;
const SHORTEST_MS = 10 * UNITS.m;
const LONGEST_MS = 7 * UNITS.d;

/** `10m` to `7d` → milliseconds. */
export function asDuration(given: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,5})\s*([mhd])$/i.exec(given) ?? [];
  const ms = Number(amount) * (UNITS[unit.toLowerCase() as keyof typeof UNITS] ?? Number.NaN);
  return ms >= SHORTEST_MS && ms <= LONGEST_MS ? ms : refuse({ kind: 'duration', given });
}
