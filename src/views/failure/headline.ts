import type { RichTextElement, RichTextSection } from '@slack/types';
import { fullName } from '../../domain/account.js';
import type { FailedAction, Failure } from '../../domain/failure.js';
import type { Reason } from '../../domain/reason.js';
import { placeInWords, reasonElements, reasonInWords } from '../cause.js';
import { executionUrl } from '../console-links.js';
import { bold, line, link, text } from '../rich-text.js';
import { cut, cutAtWord, escapeMrkdwn, oneLine } from '../text.js';

const PLACES = 3;
const PUSH = 140; // characters that a locked phone shows

/** `❌ svc-identity failed in Build: npm run build exited with 1`. */
export function headline(failure: Failure, { retrying }: { retrying?: boolean | undefined }): RichTextSection {
  const { pipelineName, region, pipelineExecutionId, actions } = failure;
  const [first] = actions;
  const url = executionUrl(region, pipelineName, pipelineExecutionId);
  const isSaid = first !== undefined && isOneReason(actions) && (isShort(first.reason) || actions.length > 1);
  const reason = isSaid ? reasonElements(first.reason) : [];
  const joint = isRejection(actions) ? ' ' : ': ';
  return line(
    text('❌ '),
    link(url, cut(oneLine(fullName(failure)), 100) || '–', { bold: true }),
    text(isRejection(actions) ? ': ' : first ? ' failed in ' : ' failed'),
    ...places(actions),
    ...(reason.length ? [text(joint), ...reason] : []),
    text(retrying ? ' · being retried' : ''),
  );
}

/** For lock screens: at most 140 characters, escaped. */
export function sentence(failure: Failure): string {
  const { actions } = failure;
  const pipeline = fullName(failure);
  const [first] = actions;
  if (!first) return `${escapeMrkdwn(pipeline)} failed.`;
  const more = actions.length > 1 ? ` and ${actions.length - 1} more` : '';
  const room = Math.max(9, PUSH - pipeline.length - more.length - 50);
  const place = cut(placeInWords(first), room) + more;
  const [link, joint] = isRejection(actions) ? [': ', ' '] : [' failed in ', ': '];
  const reason = reasonInWords(first.reason);
  return escapedWithin(`${pipeline}${link}${place}${reason && `${joint}${reason}`}`, PUSH);
}

const isRejection = (actions: FailedAction[]) => actions.length === 1 && actions[0]?.reason.kind === 'rejected';

/** Longer quotes of AWS are shown below the headline, where they have room. */
export const isShort = (reason: Reason): boolean => reason.kind !== 'words' || reason.words.length <= 60;

/** With several actions the headline has the reason only if they share it. */
const isOneReason = (actions: FailedAction[]): boolean =>
  new Set(actions.map(({ reason }) => reasonInWords(reason))).size === 1;

/** `Unit, Lint and 2 more`, each a link to its build. */
function places(actions: FailedAction[]): RichTextElement[] {
  const shown = actions.slice(0, actions.length > PLACES ? PLACES - 1 : PLACES);
  const more = actions.length - shown.length;
  return [
    ...shown.flatMap((action, index) => [
      text(index === 0 ? '' : index === shown.length - 1 && !more ? ' and ' : ', '),
      action.url ? link(action.url, placeInWords(action), { bold: true }) : bold(placeInWords(action)),
    ]),
    text(more > 0 ? ` and ${more} more` : ''),
  ];
}

/** Cuts before escaping, which makes text longer. */
function escapedWithin(words: string, length: number): string {
  for (let room = length; ; room -= 1) {
    const escaped = escapeMrkdwn(cutAtWord(words, room));
    if (escaped.length <= length) return escaped;
  }
}
