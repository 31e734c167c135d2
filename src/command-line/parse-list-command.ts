import type { Command as Program } from 'commander';
import { DEFAULT_PAGE_SIZE, type Filter, LIMITS, type Listing, type Place } from '../domain/listing.js';
import { createListProgram, isIgnored, type ListOptions, runProgram } from './list-program.js';
import { parseExecutionId, parseFilter } from './parse-filter.js';
import { asPipelineName, asWholeNumber } from './parse-value.js';
import { CommandRefusal, quoted } from './refusal.js';
import { parseStartingToken } from './starting-token.js';

/**
 * `<pipeline> [execution-id] [flags]`, or a whole `aws codepipeline list-action-executions …` line.
 * @throws CommandRefusal that names the flag, its limits and what was given.
 */
export function parseListCommand(words: string[]): {
  kind: 'list';
  listing: Listing;
  place: Place;
  notes: string[];
} {
  const program = createListProgram();
  const argv = withoutAwsWords(withLongDashes(words, program));
  const options = runProgram(program, argv);
  const [name, execution, ...more] = program.args;
  if (more.length) throw new CommandRefusal(`${quoted(more.join(' '))} is one word too many: flags begin with --.`);
  const notes = argv
    .filter((word) => isIgnored(word.split('=')[0] ?? ''))
    .map((word) => `${word.split('=')[0]} means nothing here and was passed over.`);
  return { kind: 'list', listing: toListing(options, name, execution), place: toPlace(options), notes };
}

/** `-flag` → `--flag`, but not where a flag before it waits for its value. */
export function withLongDashes(words: string[], program: Program): string[] {
  const takesValue = (word: string | undefined) =>
    program.options.some((option) => option.required && option.long === word?.replace(/^-(?=[^-])/, '--'));
  return words.map((word, index) => (/^-[A-Za-z]/.test(word) && !takesValue(words[index - 1]) ? `-${word}` : word));
}

/** Drops `aws`, `codepipeline`, `list-action-executions` and settings before them, as in a pasted command line. */
function withoutAwsWords(words: string[]): string[] {
  const start = words.findIndex((word) => !/^[A-Z][A-Z0-9_]*=/.test(word));
  const line = words.slice(Math.max(0, start));
  if (!AWS_WORDS.includes(line[0] ?? '')) return line;
  // Flags may stand between the words, but the words keep their order.
  const at = line.indexOf(OPERATION);
  if (at < 0)
    throw new CommandRefusal('Of the AWS CLI, only aws codepipeline list-action-executions is understood here.');
  const before = line.slice(0, at).filter((word) => word !== 'aws' && word !== 'codepipeline');
  return [...before, ...line.slice(at + 1)];
}

const OPERATION = 'list-action-executions';
const AWS_WORDS = ['aws', 'codepipeline', OPERATION];

function toListing(options: ListOptions, name: string | undefined, execution: string | undefined): Listing {
  const filter = toFilter(options, execution);
  const pageSize = toPageSize(options);
  const region = options.region;
  return {
    pipelineName: toPipelineName(options, name),
    ...(region && { region }),
    ...(filter && { filter }),
    pageSize: options.maxItems ? Math.min(pageSize, options.maxItems) : pageSize,
    ...(options.maxItems && { maxItems: options.maxItems }),
    failedOnly: options.failed ?? false,
  };
}

function toPipelineName(options: ListOptions, positional: string | undefined): string {
  const name = options.pipelineName ?? options.cliInputJson?.pipelineName ?? positional;
  if (name === undefined) throw new CommandRefusal('The name of a pipeline is missing.');
  if (positional !== undefined && positional !== name) {
    throw new CommandRefusal(`Two pipelines are named, ${quoted(String(name))} and ${quoted(positional)}: keep one.`);
  }
  return asPipelineName(name);
}

/** The short forms are members of the same filter; a member named twice must be named alike. */
function toFilter(options: ListOptions, positional: string | undefined): Filter | undefined {
  const { latest, all } = options;
  if (latest && all) throw new CommandRefusal('--latest and --all are two values of one filter: keep one of them.');
  const filters: Filter[] = [options.filter ?? {}];
  const input = options.cliInputJson?.filter;
  if (input) filters.push(parseFilter(JSON.stringify(input)));
  if (options.execution) filters.push({ pipelineExecutionId: options.execution });
  if (positional) filters.push({ pipelineExecutionId: parseExecutionId(positional, 'The word behind the pipeline') });
  const nested = latest ?? all;
  if (nested) {
    const startTimeRange = latest ? 'Latest' : 'All';
    filters.push({ latestInPipelineExecution: { pipelineExecutionId: nested, startTimeRange } });
  }
  const merged = filters.reduce(mergeFilters);
  return Object.keys(merged).length ? merged : undefined;
}

function mergeFilters(one: Filter, other: Filter): Filter {
  for (const key of ['pipelineExecutionId', 'latestInPipelineExecution'] as const) {
    if (one[key] && other[key] && JSON.stringify(one[key]) !== JSON.stringify(other[key])) {
      throw new CommandRefusal(`${key} is given twice, with different values: keep one.`);
    }
  }
  return { ...one, ...other };
}

function toPageSize({ pageSize, maxResults, maxItems, failed, paginate, cliInputJson }: ListOptions): number {
  const raw = maxResults !== undefined || paginate === false;
  if (raw && (pageSize !== undefined || maxItems !== undefined)) {
    const [first, second] = [
      maxResults === undefined ? '--no-paginate' : '--max-results',
      '--page-size or --max-items',
    ];
    throw new CommandRefusal(`${first} asks for one raw page and can’t stand beside ${second}, as in the AWS CLI.`);
  }
  const given = cliInputJson?.maxResults;
  const fromJson = given === undefined ? undefined : asWholeNumber(String(given), 'maxResults', LIMITS.pageSize);
  return pageSize ?? maxResults ?? fromJson ?? (failed ? LIMITS.pageSize : DEFAULT_PAGE_SIZE);
}

function toPlace({ startingToken, nextToken, cliInputJson }: ListOptions): Place {
  if (startingToken && nextToken) {
    throw new CommandRefusal('--starting-token and --next-token both say where to start: keep one.');
  }
  const given = cliInputJson?.nextToken;
  const fromJson = given === undefined ? undefined : parseStartingToken(String(given), 'nextToken');
  return startingToken ?? nextToken ?? fromJson ?? { skip: 0 };
}
