import { EXECUTION_ID, type Filter, START_TIME_RANGES, type StartTimeRange } from '../domain/listing.js';
import { CommandRefusal, quoted } from './refusal.js';

interface Structure {
  [key: string]: string | Structure;
}

const SHAPE = 'pipelineExecutionId=ID or latestInPipelineExecution={pipelineExecutionId=ID,startTimeRange=Latest|All}';

/**
 * The value of `--filter`, in the AWS CLI's shorthand or as JSON → a Filter.
 * @throws CommandRefusal that names the member that is unknown, missing or outside its constraint.
 */
export function parseFilter(given: string): Filter {
  if (given.startsWith('file://')) throw new CommandRefusal('--filter can’t read a file from here: type its content.');
  const structure = given.trim().startsWith('{') ? parseJson(given) : parseShorthand(given);
  expectKeys(structure, ['pipelineExecutionId', 'latestInPipelineExecution'], '--filter');
  const filter: Filter = {};
  const { pipelineExecutionId, latestInPipelineExecution: latest } = structure;
  if (pipelineExecutionId !== undefined) {
    filter.pipelineExecutionId = parseExecutionId(pipelineExecutionId, 'pipelineExecutionId');
  }
  if (latest !== undefined) filter.latestInPipelineExecution = parseLatest(latest);
  if (!filter.pipelineExecutionId && !filter.latestInPipelineExecution) {
    throw new CommandRefusal(`--filter is empty; it takes ${SHAPE}.`);
  }
  return filter;
}

/** @throws CommandRefusal unless it is a lower-case UUID, as the service demands. */
export function parseExecutionId(given: unknown, name: string): string {
  if (typeof given === 'string' && EXECUTION_ID.test(given)) return given;
  const shown = typeof given === 'string' ? quoted(given) : 'something else';
  if (typeof given === 'string' && EXECUTION_ID.test(given.toLowerCase())) {
    throw new CommandRefusal(`${name} takes a lower-case execution id; ${shown} has capitals: type it in lower case.`);
  }
  throw new CommandRefusal(
    `${name} takes an execution id (36 characters of 0–9, a–f and dashes, as 1b2c3d4e-….-….-….-…), not ${shown}.`,
  );
}

function parseLatest(given: string | Structure): NonNullable<Filter['latestInPipelineExecution']> {
  const name = 'latestInPipelineExecution';
  if (typeof given === 'string') throw new CommandRefusal(`${name} takes two members in braces: ${SHAPE}.`);
  expectKeys(given, ['pipelineExecutionId', 'startTimeRange'], name);
  const { pipelineExecutionId, startTimeRange } = given;
  if (pipelineExecutionId === undefined || startTimeRange === undefined) {
    const missing = pipelineExecutionId === undefined ? 'pipelineExecutionId' : 'startTimeRange';
    throw new CommandRefusal(`${name} needs both members, and ${missing} is missing: ${SHAPE}.`);
  }
  return {
    pipelineExecutionId: parseExecutionId(pipelineExecutionId, `${name}.pipelineExecutionId`),
    startTimeRange: parseRange(startTimeRange),
  };
}

function parseRange(given: string | Structure): StartTimeRange {
  const range = START_TIME_RANGES.find((known) => known === given);
  if (range) return range;
  const shown = typeof given === 'string' ? quoted(given) : 'a structure';
  throw new CommandRefusal(`startTimeRange takes Latest or All, written so, not ${shown}.`);
}

function expectKeys(structure: Structure, known: string[], name: string): void {
  const unknown = Object.keys(structure).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new CommandRefusal(`${name} has no member ${quoted(unknown)}; it takes ${known.join(' and ')}.`);
}

function parseJson(given: string): Structure {
  try {
    const value: unknown = JSON.parse(given);
    if (isStructure(value)) return value;
  } catch {
    // Said below, with the shape that is wanted.
  }
  throw new CommandRefusal(`--filter ${quoted(given)} is not JSON that names a filter; it takes ${SHAPE}.`);
}

const isStructure = (value: unknown): value is Structure =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `key=value,key={key=value,…}`: the part of the CLI's shorthand that this filter can need. */
function parseShorthand(given: string): Structure {
  const structure: Structure = {};
  let rest = given.trim();
  while (rest) {
    const match = /^\s*([A-Za-z]+)\s*=\s*(?:\{([^{}]*)\}|"([^"]*)"|'([^']*)'|([^,{}]*))\s*(?:,|$)/.exec(rest);
    if (!match) throw new CommandRefusal(`--filter can’t be read from ${quoted(rest)} on; it takes ${SHAPE}.`);
    const [whole, key = '', braced, double, single, bare] = match;
    structure[key] = braced !== undefined ? parseShorthand(braced) : (double ?? single ?? bare ?? '').trim();
    rest = rest.slice(whole.length);
  }
  return structure;
}
