import type { RichTextElement } from '@slack/types';
import type { ActionExecution } from '../domain/action-execution.js';
import { type Reason, reasonOf } from '../domain/reason.js';
import { maskText } from '../masking/mask-secrets.js';
import { reasonElements } from './cause.js';
import { remembered } from './remembered.js';
import { text } from './rich-text.js';
import { cutAtWord, oneLine } from './text.js';

/** Masks secrets before anything is cut. */
export const reasonOfAction = remembered(({ input, output, updatedBy }: ActionExecution): Reason => {
  const { errorDetails, externalExecutionSummary } = output?.executionResult ?? {};
  return reasonOf({
    category: input?.actionTypeId?.category,
    message: masked(errorDetails?.message),
    summary: masked(externalExecutionSummary),
    by: masked(updatedBy),
  });
});

/** The first characters of a huge text tell why. */
const masked = (said: string | undefined) => said && maskText(said.slice(0, 10_000)).text;

/** Plain text of at most `length` characters; empty for an unknown reason. */
export function quoted(reason: Reason, length: number): RichTextElement[] {
  if (reason.kind === 'words') return wordsOf(reason.words, length);
  if (reason.kind === 'rejected') {
    const by = reason.by ? `Rejected by ${oneLine(reason.by)}` : 'Rejected';
    return wordsOf(reason.words ? `${by}: ${reason.words}` : by, length);
  }
  return capitalised(fitting(reasonElements(reason), length));
}

const wordsOf = (words: string, length: number): RichTextElement[] => {
  const shown = cutAtWord(oneLine(words), length);
  return shown ? [text(shown)] : [];
};

/** As many elements as fit, the last one cut. */
function fitting(elements: RichTextElement[], length: number): RichTextElement[] {
  let room = length;
  return elements.flatMap((element) => {
    if (element.type !== 'text' || room < 2) return [];
    const shown = cutAtWord(element.text, room);
    room -= shown.length;
    return shown ? [{ ...element, text: shown }] : [];
  });
}

/** Capitalises a sentence, but not a command. */
function capitalised([first, ...others]: RichTextElement[]): RichTextElement[] {
  if (first?.type !== 'text' || first.style?.code) return first ? [first, ...others] : [];
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...others];
}
