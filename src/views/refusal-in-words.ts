import type { Refusal } from '../command-line/refusal.js';
import { LIMITS } from '../domain/listing.js';
import { COMMAND } from './ask.js';
import { inQuotes, listed, shortId } from './text.js';

/** One or two sentences: what is wrong with the typed text, and what would be right. */
export function refusalInWords(refusal: Refusal): string {
  const words = WORDS[refusal.kind] as (refusal: Refusal) => string;
  return words(refusal);
}

type Words = { [Kind in Refusal['kind']]: (refusal: Extract<Refusal, { kind: Kind }>) => string };

const SHAPE = 'pipelineExecutionId=ID or latestInPipelineExecution={pipelineExecutionId=ID,startTimeRange=Latest}';

const WORDS: Words = {
  unclosed: ({ sign, at }) => `The ${sign} at character ${at} is never closed.`,
  'missing-name': ({ command }) => missingName(command),
  'unusable-name': ({ given, takesPatterns }) =>
    given.length > LIMITS.pipelineName
      ? `A pipeline’s name has at most ${LIMITS.pipelineName} characters, and this one has ${given.length}.`
      : `${inQuotes(given)} can’t be a pipeline’s name: names have only letters, digits and . @ - _${takesPatterns ? ' (and patterns *)' : ''}.`,
  'several-names': ({ names }) => `Which pipeline do you mean, ${listed(names.map(inQuotes), 'or')}?`,
  'execution-alone': ({ id }) => `Which pipeline does run ${shortId(id)} belong to? Type its name before the id.`,
  'extra-words': ({ words }) => `I don’t know what ${inQuotes(words.join(' '))} means after the pipeline’s name.`,
  'unknown-command': ({ typed }) => `I don’t understand ${inQuotes(typed)}. Do you mean this?`,
  'unknown-option': ({ option, didYouMean }) =>
    `There is no option ${inQuotes(option)} here. ${didYouMean ? `Do you mean ${didYouMean}?` : `${COMMAND} help lists the options.`}`,
  'foreign-option': ({ option }) => `A failure summary takes no ${option}, only --execution and --region.`,
  'missing-value': ({ option }) => `${option} needs a value.`,
  'unwanted-value': ({ option }) => `${option} takes no value.`,
  number: ({ option, given, most }) =>
    `${option} takes a whole number ${most === undefined ? 'of 1 or more' : `from 1 to ${most}`}, not ${inQuotes(given)}.`,
  region: ({ given }) => `${inQuotes(given)} is not a region. Regions look like eu-west-1.`,
  'two-regions': ({ regions }) => `Two regions are named, ${listed(regions)}: keep one.`,
  account: ({ given, known }) =>
    known.length
      ? `I don’t know the account ${inQuotes(given)}, only ${listed(known)}.`
      : `This bot reads one AWS account, and ${inQuotes(given)} is not it.`,
  'two-accounts': ({ accounts }) => `Two accounts are named, ${listed(accounts)}: keep one.`,
  'execution-id': ({ option, given }) =>
    `${option ? `${option} takes a run’s id, and ${inQuotes(given)} is not one` : `${inQuotes(given)} is not a run’s id`}: the first six characters are enough.`,
  'exclusive-options': ({ options }) => `${listed(options)} don’t go together: keep one.`,
  'given-twice': ({ member }) =>
    `Two different ${member === 'pipelineExecutionId' ? 'runs' : `values of ${member}`} are given: keep one.`,
  'filter-file': () => '--filter can’t read a file from here: paste what the file holds.',
  'filter-empty': () => `--filter is empty. It takes ${SHAPE}.`,
  'filter-unreadable': ({ from }) => `--filter can’t be read from ${inQuotes(from)} on. It takes ${SHAPE}.`,
  'filter-member': ({ of, member, known }) => `${of} has no member ${inQuotes(member)}, only ${listed(known)}.`,
  'filter-lacks': ({ of, member }) => `${of} also needs ${member}.`,
  'filter-braces': ({ member }) =>
    `${member} takes two members in braces: {pipelineExecutionId=ID,startTimeRange=Latest}.`,
  'start-time-range': ({ given }) => `startTimeRange is Latest or All, with the capital, not ${inQuotes(given)}.`,
  'token-damaged': ({ option }) => `The token after ${option} is damaged: copy it again, all of it.`,
  'token-length': ({ option, length }) =>
    `${option} takes a token of 1 to ${LIMITS.nextToken} characters, and this one has ${length}.`,
  'input-json': ({ known }) => `--cli-input-json takes a JSON object with ${listed(known)} in it.`,
  'other-aws-command': () => 'The only AWS CLI command that works here is aws codepipeline list-action-executions.',
  'other-address': ({ given }) =>
    `There is no pipeline in ${inQuotes(given)}: paste the address of a pipeline’s console page, or its ARN.`,
  occasion: ({ given }) =>
    `--on takes broken (first failure, changes of reason, and when it works again) or every (each failure), not ${inQuotes(given)}.`,
  'mention-everyone': ({ given }) => `--mention never pings @${given}: name a group or a person.`,
  mention: ({ given }) => `--mention takes @group, @person or author, not ${inQuotes(given)}.`,
  branch: ({ given }) => `--branch takes one branch, such as main, not ${inQuotes(given)}.`,
  duration: ({ given }) => `--remind takes 10m to 7d, such as 30m, 4h or 2d, not ${inQuotes(given)}.`,
  'remind-without-approvals': () => '--remind goes with --approvals: it asks again when nobody has decided.',
};

function missingName(command: string | undefined): string {
  if (command === 'failure') return 'Which pipeline failed? Pick it, or type its name after the command.';
  if (command === undefined) return 'Which pipeline? Pick it, or type its name after the command.';
  const pattern = command === 'subscribe' ? ', or a pattern such as svc-*' : '';
  return `Which pipeline? Type ${COMMAND} ${command} and its name${pattern}.`;
}
