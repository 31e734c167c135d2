import { LIMITS } from '../domain/listing.js';
import { parseFilter } from './parse-filter.js';
import { asExecutionId, asPipelineName, asRegion, asWholeNumber } from './parse-value.js';
import type { OptionReaders } from './read-options.js';
import { refuse } from './refusal.js';
import { parseStartingToken } from './starting-token.js';

/** The AWS CLI operation that a listing corresponds to. */
export const OPERATION = 'list-action-executions';
export const AWS_WORDS = ['aws', 'codepipeline', OPERATION];

const asPageSize = (given: string, option: string) => asWholeNumber(given, option, LIMITS.pageSize);

/** The AWS CLI's own options, short forms of them, and options that a pasted line may contain. */
export const LIST_OPTIONS = {
  '--pipeline-name': asPipelineName,
  '--filter': parseFilter,
  '--execution': asExecutionId,
  '--latest': asExecutionId,
  '--all': asExecutionId,
  '--page-size': asPageSize,
  '--max-results': asPageSize,
  '--max-items': (given: string, option: string) => asWholeNumber(given, option, LIMITS.maxItems),
  '--starting-token': parseStartingToken,
  '--next-token': parseStartingToken,
  '--region': asRegion,
  '--account': (given: string) => given,
  '--cli-input-json': asInputJson,
  '--failed': 'flag',
  '--no-paginate': 'flag',
  '--output': 'ignored',
  '--query': 'ignored',
  '--profile': 'ignored',
  '--color': 'ignored',
  '--endpoint-url': 'ignored',
  '--ca-bundle': 'ignored',
  '--cli-read-timeout': 'ignored',
  '--cli-connect-timeout': 'ignored',
  '--cli-binary-format': 'ignored',
  '--no-cli-pager': 'ignored-flag',
  '--debug': 'ignored-flag',
  '--no-verify-ssl': 'ignored-flag',
  '--no-sign-request': 'ignored-flag',
  '--no-cli-auto-prompt': 'ignored-flag',
} satisfies OptionReaders;

export interface InputJson {
  pipelineName?: unknown;
  filter?: unknown;
  maxResults?: unknown;
  nextToken?: unknown;
}

const INPUT_MEMBERS = ['pipelineName', 'filter', 'maxResults', 'nextToken'];

function asInputJson(given: string): InputJson {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    // Invalid JSON is refused below.
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).some((key) => !INPUT_MEMBERS.includes(key))) {
    return refuse({ kind: 'input-json', known: INPUT_MEMBERS });
  }
  return value;
}
