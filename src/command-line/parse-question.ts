import type { Accounts } from '../domain/account.js';
import type { Listing, PageStart } from '../domain/listing.js';
import { placeIn, profileAsAccount } from './account-of.js';
import type { Intent } from './known-words.js';
import { AWS_WORDS, type InputJson, LIST_OPTIONS, OPERATION } from './list-options.js';
import { asPipelineName } from './parse-value.js';
import { readOptions } from './read-options.js';
import { refuse } from './refusal.js';
import { type ListOptions, toListing, toPageStart } from './to-listing.js';
import { type Understood, understandWords } from './understand-words.js';

export interface ListCommand {
  kind: 'list';
  listing: Listing; // execution ids in its filter may be prefixes, still to be completed
  place: PageStart;
  account?: string;
  ignored: string[]; // AWS CLI options without a meaning here, such as `--output`
}

export interface FailureCommand {
  kind: 'failure';
  pipelineName: string;
  region?: string;
  account?: string;
  /** Absent: the newest failed execution. May be the prefix of an id. */
  pipelineExecutionId?: string;
}

/** A question whose pipeline only the list of names can tell; `command` holds the likeliest word. */
export interface PhraseCommand {
  kind: 'phrase';
  words: string[];
  command: ListCommand | FailureCommand;
}

interface Options extends ListOptions {
  pipelineName: string;
  region: string;
  account: string;
  failed: true;
}

/**
 * Reads `<pipeline> [execution id] [options]`, a whole `aws codepipeline list-action-executions …` line, or a question
 * in words. @throws CommandRefusal
 */
export function parseQuestion(given: string[], accounts: Accounts): ListCommand | FailureCommand | PhraseCommand {
  const { words, options, ignored } = readOptions<Options>(
    profileAsAccount(accounts, withoutAwsWords(given)),
    LIST_OPTIONS,
  );
  const named = options.pipelineName ?? nameInJson(options.cliInputJson);
  const understood = understandWords(words, named, accounts);
  const region = placeIn(accounts, {
    typed: [options.account, understood.alias],
    accountId: understood.account,
    region: oneRegion(options.region, understood.region),
  });
  const intent: Intent = options.failed && understood.intent === 'list' ? 'failed' : understood.intent;
  const toCommand = (pipelineName: string) =>
    intent === 'failure'
      ? toFailure(pipelineName, region, understood, options, ignored)
      : toList(pipelineName, region, understood, options, { failedOnly: intent === 'failed', ignored });
  const { phrase } = understood;
  if (phrase) return { kind: 'phrase', words: phrase, command: toCommand(likeliestName(phrase)) };
  const name = named ?? understood.pipelineName;
  if (name === undefined) return refuse({ kind: 'missing-name', ...(intent === 'failure' && { command: intent }) });
  return toCommand(asPipelineName(name));
}

function toList(
  pipelineName: string,
  region: string | undefined,
  { account, pipelineExecutionId }: Understood,
  options: Partial<Options>,
  { failedOnly, ignored }: { failedOnly: boolean; ignored: string[] },
): ListCommand {
  const listing = toListing({ pipelineName, region, pipelineExecutionId, failedOnly }, options);
  return { kind: 'list', listing, place: toPageStart(options), ...(account && { account }), ignored };
}

const FAILURE_OPTIONS = ['pipelineName', 'region', 'account', 'execution', 'failed'];

function toFailure(
  pipelineName: string,
  region: string | undefined,
  { account, pipelineExecutionId: said }: Understood,
  options: Partial<Options>,
  ignored: string[],
): FailureCommand {
  const foreign = Object.keys(options).find((option) => !FAILURE_OPTIONS.includes(option));
  const option = foreign === undefined ? ignored[0] : `--${foreign.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
  if (option !== undefined) refuse({ kind: 'foreign-option', option });
  const { execution } = options;
  if (said && execution && said !== execution) refuse({ kind: 'given-twice', member: 'pipelineExecutionId' });
  const pipelineExecutionId = said ?? execution;
  return {
    kind: 'failure',
    pipelineName,
    ...(region && { region }),
    ...(account && { account }),
    ...(pipelineExecutionId && { pipelineExecutionId }),
  };
}

const nameInJson = (json: InputJson | undefined) =>
  json?.pipelineName === undefined ? undefined : asPipelineName(json.pipelineName);

function oneRegion(option: string | undefined, said: string | undefined): string | undefined {
  if (option && said && option !== said) refuse({ kind: 'two-regions', regions: [option, said] });
  return option ?? said;
}

/** Pipeline names have dashes, dots, digits or capitals more often than other words. */
function likeliestName(phrase: readonly string[]): string {
  const usable = phrase.filter((word) => /^[A-Za-z0-9.@\-_]{1,100}$/.test(word));
  return usable.find((word) => /[-_.\dA-Z]/.test(word)) ?? usable[0] ?? refuse({ kind: 'missing-name' });
}

/** Drops `aws`, `codepipeline`, `list-action-executions` and settings before them, as in a pasted line. */
function withoutAwsWords(words: string[]): string[] {
  const start = words.findIndex((word) => !/^[A-Z][A-Z0-9_]*=/.test(word));
  const line = words.slice(Math.max(0, start));
  if (!AWS_WORDS.includes(line[0] ?? '')) return line;
  // Options may stand between these words.
  const at = line.indexOf(OPERATION);
  if (at < 0) return refuse({ kind: 'other-aws-command' });
  const before = line.slice(0, at).filter((word) => word !== 'aws' && word !== 'codepipeline');
  return [...before, ...line.slice(at + 1)];
}
