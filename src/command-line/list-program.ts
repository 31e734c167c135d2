import { type CommanderError, InvalidArgumentError, Command as Program } from 'commander';
import { type Filter, LIMITS, type Place } from '../domain/listing.js';
import { parseExecutionId, parseFilter } from './parse-filter.js';
import { asPipelineName, asRegion, asWholeNumber } from './parse-value.js';
import { CommandRefusal } from './refusal.js';
import { parseStartingToken } from './starting-token.js';

/** As commander hands them over: every value already checked by its option's parser. */
export interface ListOptions {
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

/** The flags of the list command: the AWS CLI's own, and short forms of them. */
export function createListProgram(): Program {
  const program = new Program()
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

/** Whether a word is a flag that was passed over. */
export const isIgnored = (word: string) => [...IGNORED_WITH_VALUE, ...IGNORED_TIMEOUTS, ...IGNORED].includes(word);

/**
 * Commander writes its own words for what it can't parse; they name the flag and the closest one.
 * @throws CommandRefusal
 */
export function runProgram(program: Program, argv: string[]): ListOptions {
  let written = '';
  program.configureOutput({ writeOut: () => {}, writeErr: (text) => (written += text) });
  try {
    return program.parse(argv, { from: 'user' }).opts<ListOptions>();
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
