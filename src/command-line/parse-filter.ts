import { type Filter, START_TIME_RANGES, type StartTimeRange } from '../domain/listing.js';
import { asExecutionId } from './parse-value.js';
import { refuse } from './refusal.js';

interface Structure {
  [key: string]: string | Structure;
}

/** Reads `--filter`, in the AWS CLI's shorthand or as JSON. @throws CommandRefusal that names the member at fault. */
export function parseFilter(given: string): Filter {
  if (given.startsWith('file://')) refuse({ kind: 'filter-file' });
  const structure = given.trim().startsWith('{') ? parseJson(given) : parseShorthand(given);
  expectKeys(structure, ['pipelineExecutionId', 'latestInPipelineExecution'], '--filter');
  const filter: Filter = {};
  const { pipelineExecutionId, latestInPipelineExecution: latest } = structure;
  if (pipelineExecutionId !== undefined) {
    filter.pipelineExecutionId = asExecutionId(pipelineExecutionId, 'pipelineExecutionId');
  }
  if (latest !== undefined) filter.latestInPipelineExecution = parseLatest(latest);
  if (!filter.pipelineExecutionId && !filter.latestInPipelineExecution) refuse({ kind: 'filter-empty' });
  return filter;
}

function parseLatest(given: string | Structure): NonNullable<Filter['latestInPipelineExecution']> {
  const name = 'latestInPipelineExecution';
  if (typeof given === 'string') return refuse({ kind: 'filter-braces', member: name });
  expectKeys(given, ['pipelineExecutionId', 'startTimeRange'], name);
  const { pipelineExecutionId, startTimeRange } = given;
  if (pipelineExecutionId === undefined)
    return refuse({ kind: 'filter-lacks', of: name, member: 'pipelineExecutionId' });
  if (startTimeRange === undefined) return refuse({ kind: 'filter-lacks', of: name, member: 'startTimeRange' });
  return {
    pipelineExecutionId: asExecutionId(pipelineExecutionId, 'pipelineExecutionId'),
    startTimeRange: parseRange(startTimeRange),
  };
}

function parseRange(given: string | Structure): StartTimeRange {
  const range = START_TIME_RANGES.find((known) => known === given);
  return range ?? refuse({ kind: 'start-time-range', given: typeof given === 'string' ? given : '{…}' });
}

function expectKeys(structure: Structure, known: string[], name: string): void {
  const unknown = Object.keys(structure).find((key) => !known.includes(key));
  if (unknown !== undefined) refuse({ kind: 'filter-member', of: name, member: unknown, known });
}

function parseJson(given: string): Structure {
  try {
    const value: unknown = JSON.parse(given);
    if (isStructure(value)) return value;
  } catch {
    // Invalid JSON is refused below.
  }
  return refuse({ kind: 'filter-unreadable', from: given });
}

const isStructure = (value: unknown): value is Structure =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `key=value,key={key=value,…}`: the part of the CLI's shorthand that this filter needs. */
function parseShorthand(given: string): Structure {
  const structure: Structure = {};
  let rest = given.trim();
  while (rest) {
    const match = /^\s*([A-Za-z]+)\s*=\s*(?:\{([^{}]*)\}|"([^"]*)"|'([^']*)'|([^,{}]*))\s*(?:,|$)/.exec(rest);
    if (!match) return refuse({ kind: 'filter-unreadable', from: rest });
    const [whole, key = '', braced, double, single, bare] = match;
    structure[key] = braced !== undefined ? parseShorthand(braced) : (double ?? single ?? bare ?? '').trim();
    rest = rest.slice(whole.length);
  }
  return structure;
}
