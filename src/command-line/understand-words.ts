import type { Accounts } from '../domain/account.js';
import { editDistance } from '../domain/close-names.js';
import { executionIdStart, isWholeId } from '../domain/execution-id.js';
import { REGION } from '../domain/listing.js';
import { splitAccount } from './account-of.js';
import { COMMANDS, type Intent, intentIn, isKnownWord, strongestIntent } from './known-words.js';
import { type Address, parseAddress } from './parse-address.js';
import { refuse } from './refusal.js';
import { undecorate } from './undecorate.js';

export interface Understood extends Partial<Address> {
  intent: Intent;
  alias?: string; // of an account, typed before a name
  /** Words that may contain a pipeline's name, to be compared with the list of names; at least one. */
  phrase?: string[];
}

/**
 * Reads words in any order: name, intent, region, execution id, ARN or URL.
 * @param pipelineName Set where an option names the pipeline.
 * @throws CommandRefusal
 */
export function understandWords(
  given: readonly string[],
  pipelineName: string | undefined,
  accounts: Accounts,
): Understood {
  const typed = given.map((word) => splitAccount(accounts, undecorate(word))).filter(({ pipeline }) => pipeline !== '');
  const words = typed.map(({ pipeline }) => pipeline);
  const alias = typed.find(({ account }) => account !== undefined)?.account;
  const address = oneAddress(words);
  const others = words.filter((word) => parseAddress(word) === undefined);
  const region = others.length > 1 ? others.find((word) => REGION.test(word.toLowerCase()))?.toLowerCase() : undefined;
  const said = others.filter((word) => word.toLowerCase() !== region);
  const place = { ...(region !== undefined && { region }), ...(alias !== undefined && { alias }), ...address };
  if (region && address?.region && region !== address.region) {
    refuse({ kind: 'two-regions', regions: [region, address.region] });
  }
  const name = pipelineName ?? address?.pipelineName;
  if (name !== undefined) return { ...place, ...aroundName(said, name, pipelineName !== undefined) };
  return { ...place, ...withoutName(said) };
}

function oneAddress(words: readonly string[]): Address | undefined {
  const addresses = words.flatMap((word) => parseAddress(word) ?? []);
  const names = [...new Set(addresses.map(({ pipelineName }) => pipelineName))];
  if (names.length > 1) refuse({ kind: 'several-names', names });
  return addresses[0];
}

/** @param isStrict An option named the pipeline, so another name contradicts it. */
function aroundName(said: readonly string[], name: string, isStrict: boolean): Understood {
  const unknown = said.filter((word) => !isKnownWord(word) && word !== name);
  const ids = unknown.flatMap((word) => executionIdStart(word) ?? []);
  const other = unknown.find((word) => executionIdStart(word) === undefined);
  if (isStrict && other !== undefined) refuse({ kind: 'several-names', names: [name, other] });
  return { intent: strongestIntent(said), ...(ids[0] && { pipelineExecutionId: ids[0] }) };
}

function withoutName(said: readonly string[]): Understood {
  const [first = '', second] = said;
  if (second === undefined) return oneWord(first);
  const intent = strongestIntent(said);
  const candidates = said.filter((word) => !isKnownWord(word));
  const [one, other, more] = candidates;
  // In `failure failure` the first word is the question and the second the name.
  if (one === undefined) return intentIn(first) ? { intent, pipelineName: second } : { intent, phrase: [...said] };
  if (other === undefined) return { ...oneWord(one), intent };
  const both = more === undefined ? nameAndId(one, other) : undefined;
  if (both) return { intent, ...both };
  refuseSlip(candidates);
  const id = candidates.find((word) => /\d/.test(word) && executionIdStart(word) !== undefined);
  const phrase = candidates.filter((word) => word !== id);
  return { intent, phrase, ...(id && { pipelineExecutionId: executionIdStart(id) ?? id }) };
}

function oneWord(word: string): Understood {
  if (isWholeId(word.toLowerCase())) refuse({ kind: 'execution-alone', id: word.toLowerCase() });
  return intentIn(word) || word === '' ? { intent: strongestIntent([word]) } : { intent: 'list', pipelineName: word };
}

function nameAndId(one: string, other: string): Partial<Understood> | undefined {
  const [first, second] = [one, other].map(executionIdStart);
  if (second) return { pipelineName: one, pipelineExecutionId: second };
  if (first) return { pipelineName: other, pipelineExecutionId: first };
  // Digits and dashes alone are meant as an id.
  if (/^(?=.*\d)[0-9a-f-]+$/i.test(other)) refuse({ kind: 'execution-id', given: other });
  return undefined;
}

/** Refuses a command that is misspelt or stands behind the name. */
function refuseSlip([first = '', ...others]: readonly string[]): void {
  const behind = others.find((word) => isCommand(word.toLowerCase()));
  const command =
    behind?.toLowerCase() ?? COMMANDS.find((known) => editDistance(first.toLowerCase(), known) <= MISSPELT);
  if (command === undefined) return;
  const name = behind ? first : (others[0] ?? '');
  refuse({ kind: 'unknown-command', typed: [first, ...others].join(' '), command, name });
}

const MISSPELT = 2;
const isCommand = (word: string): boolean => COMMANDS.some((known) => known === word);
