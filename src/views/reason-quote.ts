import type { RichTextElement } from '@slack/types';
import type { ActionExecution } from '../domain/action-execution.js';
import { type Reason, reasonOf } from '../domain/reason.js';
import { maskText } from '../masking/mask-secrets.js';
import { reasonElements } from './cause.js';
import { remembered } from './remembered.js';
import { text } from './rich-text.js';
import { cutAtWord, oneLine } from './text.js';

/** Why an action failed, distilled from what its row says; secrets are masked before anything is cut. */
export const reasonOfAction = remembered(({ input, output, updatedBy }: ActionExecution): Reason => {
  const { errorDetails, externalExecutionSummary } = output?.executionResult ?? {};
  return reasonOf({
    category: input?.actionTypeId?.category,
    message: masked(errorDetails?.message),
    summary: masked(externalExecutionSummary),
    by: masked(updatedBy),
  });
});

/** Of a text of a hundred thousand characters the first few tell why. */
const masked = (said: string | undefined) => said && maskText(said.slice(0, 10_000)).text;

/** A reason as it is quoted: text only, at most `length` characters. Empty where AWS tells none. */
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

/** The elements as far as there is room, the last of them cut. */
function fitting(elements: RichTextElement[], length: number): RichTextElement[] {
  let room = length;
  return elements.flatMap((element) => {
    if (element.type !== 'text' || room < 2) return [];
    const shown = cutAtWord(element.text, room);
    room -= shown.length;
    return shown ? [{ ...element, text: shown }] : [];
  });
}

/** A quote begins as a sentence does; a command stays as it was typed. */
function capitalised([first, ...others]: RichTextElement[]): RichTextElement[] {
  if (first?.type !== 'text' || first.style?.code) return first ? [first, ...others] : [];
  return [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...others];
}
