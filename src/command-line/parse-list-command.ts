import { type CommanderError, InvalidArgumentError, Command as Program } from 'commander';
import {
  DEFAULT_PAGE_SIZE,
  type Filter,
  LIMITS,
  type Listing,
  PIPELINE_NAME,
  type Place,
  REGION,
} from '../pipeline.js';
import { parseExecutionId, parseFilter } from './parse-filter.js';
import { CommandRefusal, quoted } from './refusal.js';
import { parseStartingToken } from './starting-token.js';

/** As commander hands them over: every value already checked by its option's parser. */
interface Options {
  pipelineName?: string;
  filter?: Filter;
  execution?: string;
  latest?: string;
  all?: string;
  pageSize?: number;
  maxResults?: number;
  maxItems?: number;
  startingToken?: Place;
  nextToken?: Place;
  region?: string;
  failed?: boolean;
  paginate?: boolean;
  cliInputJson?: Record<string, unknown>;
}

/** Flags of the AWS CLI that a pasted line may hold and that mean nothing here. */
const IGNORED_WITH_VALUE = ['--output', '--query', '--profile', '--color', '--endpoint-url', '--ca-bundle'];
const IGNORED_TIMEOUTS = ['--cli-read-timeout', '--cli-connect-timeout', '--cli-binary-format'];
const IGNORED = ['--no-cli-pager', '--debug', '--no-verify-ssl', '--no-sign-request', '--no-cli-auto-prompt'];

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
  const program = createProgram();
  const argv = withoutAwsWords(withLongDashes(words, program));
  const options = runProgram(program, argv);
  const [name, execution, ...more] = program.args;
  if (more.length) throw new CommandRefusal(`${quoted(more.join(' '))} is one word too many: flags begin with --.`);
  const notes = argv
    .filter((word) => isIgnored(word.split('=')[0] ?? ''))
    .map((word) => `${word.split('=')[0]} means nothing here and was passed over.`);
  return { kind: 'list', listing: toListing(options, name, execution), place: toPlace(options), notes };
}

function createProgram(): Program {
  const program = new Program('/pipeline-actions')
    .exitOverride()
    .helpOption(false)
    .argument('[pipeline]')
    .argument('[execution]')
    .option('--pipeline-name <name>', '', asPipelineName)
    .option('--filter <filter>', '', parseFilter)
    .option('--execution <id>', '', (given) => parseExecutionId(given, '--execution'))
    .option('--latest <id>', '', (given) => parseExecutionId(given, '--latest'))
    .option('--all <id>', '', (given) => parseExecutionId(given, '--all'))
    .option('--page-size <number>', '', (given) => asWholeNumber(given, '--page-size', LIMITS.pageSize))
    .option('--max-results <number>', '', (given) => asWholeNumber(given, '--max-results', LIMITS.pageSize))
    .option('--max-items <number>', '', (given) => asWholeNumber(given, '--max-items', LIMITS.maxItems))
    .option('--starting-token <token>', '', (given) => parseStartingToken(given, '--starting-token'))
    .option('--next-token <token>', '', (given) => parseStartingToken(given, '--next-token'))
    .option('--region <region>', '', asRegion)
    .option('--cli-input-json <json>', '', asInputJson)
    .option('--failed')
    .option('--no-paginate')
    .allowExcessArguments();
  for (const flag of [...IGNORED_WITH_VALUE, ...IGNORED_TIMEOUTS]) program.option(`${flag} <value>`);
  for (const flag of IGNORED) program.option(flag);
  return program;
}

const isIgnored = (word: string) => [...IGNORED_WITH_VALUE, ...IGNORED_TIMEOUTS, ...IGNORED].includes(word);

/** `-flag` → `--flag`, but not where a flag before it waits for its value. */
function withLongDashes(words: string[], program: Program): string[] {
  const takesValue = (word: string | undefined) =>
    program.options.some((option) => option.required && option.long === word?.replace(/^-(?=[^-])/, '--'));
  return words.map((word, index) => (/^-[A-Za-z]/.test(word) && !takesValue(words[index - 1]) ? `-${word}` : word));
}

/** Drops `aws`, `codepipeline`, `list-action-executions` and settings before them, as in a pasted command line. */
function withoutAwsWords(words: string[]): string[] {
  const start = words.findIndex((word) => !/^[A-Z][A-Z0-9_]*=/.test(word));
  const line = words.slice(Math.max(0, start));
  if (line[0] !== 'aws') return line;
  const rest = line.slice(1);
  const service = rest.indexOf('codepipeline');
  const operation = rest[service + 1] ?? '';
  if (service < 0 || operation !== 'list-action-executions') {
    throw new CommandRefusal('Of the AWS CLI, only aws codepipeline list-action-executions is understood here.');
  }
  return rest.toSpliced(service, 2);
}

/** Commander writes its own words for what it can't parse; they name the flag and the closest one. */
function runProgram(program: Program, argv: string[]): Options {
  let written = '';
  program.configureOutput({ writeOut: () => {}, writeErr: (text) => (written += text) });
  try {
    return program.parse(argv, { from: 'user' }).opts<Options>();
  } catch (error) {
    if (!(error as CommanderError).code?.startsWith('commander.')) throw error;
    throw new CommandRefusal(inOneSentence(written));
  }
}

function inOneSentence(written: string): string {
  const [problem = '', hint = ''] = written
    .replace(/^error: /, '')
    .trim()
    .split('\n');
  const sentence = problem.replaceAll("'", '').replace(/^./, (letter) => letter.toUpperCase());
  return `${sentence.slice(0, 200)}${hint ? `: ${hint.replace(/[()]/g, '').replace(/^D/, 'd')}` : '.'}`;
}

function toListing(options: Options, name: string | undefined, execution: string | undefined): Listing {
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

function toPipelineName(options: Options, positional: string | undefined): string {
  const name = options.pipelineName ?? options.cliInputJson?.pipelineName ?? positional;
  if (name === undefined) throw new CommandRefusal('The name of a pipeline is missing.');
  if (positional !== undefined && positional !== name) {
    throw new CommandRefusal(`Two pipelines are named, ${quoted(String(name))} and ${quoted(positional)}: keep one.`);
  }
  return asPipelineName(name);
}

/** The short forms are members of the same filter; a member named twice must be named alike. */
function toFilter(options: Options, positional: string | undefined): Filter | undefined {
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

function toPageSize({ pageSize, maxResults, maxItems, failed, paginate, cliInputJson }: Options): number {
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

function toPlace({ startingToken, nextToken, cliInputJson }: Options): Place {
  if (startingToken && nextToken) {
    throw new CommandRefusal('--starting-token and --next-token both say where to start: keep one.');
  }
  const given = cliInputJson?.nextToken;
  const fromJson = given === undefined ? undefined : parseStartingToken(String(given), 'nextToken');
  return startingToken ?? nextToken ?? fromJson ?? { skip: 0 };
}

function asPipelineName(given: unknown): string {
  if (typeof given === 'string' && PIPELINE_NAME.test(given)) return given;
  const shown =
    typeof given === 'string' && given.length > LIMITS.pipelineName
      ? `${given.length} characters`
      : quoted(String(given));
  throw new CommandRefusal(
    `A pipeline’s name has 1 to 100 characters of A–Z, a–z, 0–9 and . @ - _, and ${shown} is none.`,
  );
}

function asRegion(given: string): string {
  if (REGION.test(given)) return given;
  throw new CommandRefusal(`--region takes a region’s code such as eu-west-1, not ${quoted(given)}.`);
}

function asWholeNumber(given: string, flag: string, most: number): number {
  const number = /^[+-]?\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= 1 && number <= most) return number;
  const limits = most === LIMITS.maxItems ? 'a whole number from 1 on' : `a whole number from 1 to ${most}`;
  throw new CommandRefusal(`${flag} takes ${limits}, not ${quoted(given)}.`);
}

const INPUT_MEMBERS = ['pipelineName', 'filter', 'maxResults', 'nextToken'];

function asInputJson(given: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    throw new InvalidArgumentError('It is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).some((key) => !INPUT_MEMBERS.includes(key))) {
    throw new InvalidArgumentError(`It takes an object with ${INPUT_MEMBERS.join(', ')}.`);
  }
  return { ...value };
}
