import type { Intent } from '../command-line/known-words.js';
import { fullName } from '../domain/account.js';
import type { Listing } from '../domain/listing.js';
import type { UnclearExecution } from '../use-cases/complete-ids.js';
import type { FoundPipeline } from '../use-cases/find-pipeline.js';
import { askRow, asTyped, choiceOf, questionsAbout } from './ask.js';
import type { Message } from './message.js';
import { picker } from './picker.js';
import { refusalView } from './refusal.js';
import { statusWord } from './status.js';
import { inQuotes, listed, shortId } from './text.js';

const OFFERED = 4; // as many as a phone's row holds

/** A question in which no pipeline was recognised. */
export function unclearPipelineView(
  { kind, names }: Exclude<FoundPipeline, { kind: 'one' }>,
  typed: string,
  intent: Intent,
  region?: string,
): Message {
  const where = region ? ` of ${region}` : '';
  if (names.length === 0)
    return refusalView(`I can’t find a pipeline${where} in ${inQuotes(typed)}. Pick one.`, undefined, [picker()]);
  const sentence =
    kind === 'several'
      ? `Which pipeline do you mean, ${listed(names.slice(0, OFFERED), 'or')}?`
      : `I can’t find a pipeline${where} in ${inQuotes(typed)}. Do you mean one of these?`;
  return refusalView(sentence, undefined, askRow(choiceOf(names.slice(0, OFFERED), region, intent)));
}

/** A partial id that matches no run, or several. */
export function unclearExecutionView(unclear: UnclearExecution, listing: Listing, intent: Intent): Message {
  const { pipelineName, region } = listing;
  const guess = { pipelineName, ...(region && { region }) };
  const pipeline = fullName(guess);
  if (unclear.kind === 'no such execution') {
    const { lookedAt, more, start } = unclear;
    const sentence = more
      ? `None of the last ${lookedAt} runs of ${pipeline} begins with ${start}. For an older one, type the whole id.`
      : `${pipeline} has no run that begins with ${start}.`;
    return refusalView(sentence, undefined, askRow(questionsAbout(guess)));
  }
  const { start, executions } = unclear;
  const more = executions.length > OFFERED ? `, and these are the newest` : '';
  const questions = executions.slice(0, OFFERED).map(({ pipelineExecutionId = '', status }) => ({
    label: `${shortId(pipelineExecutionId)} ${statusWord(status)}`,
    text: `${asTyped(guess, intent)} --execution ${pipelineExecutionId}`,
    spoken: `Run ${shortId(pipelineExecutionId)} of ${pipeline}`,
  }));
  return refusalView(
    `${executions.length} runs of ${pipeline} fit ${start}${more}. Which one?`,
    undefined,
    askRow(questions),
  );
}
