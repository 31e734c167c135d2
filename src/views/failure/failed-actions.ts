import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { FailedAction } from '../../domain/failure.js';
import { bold, line, link, text } from '../rich-text.js';
import { cut, oneLine } from '../text.js';
import { cutMiddle } from './cut-middle.js';
import { placeInWords } from './words.js';

/** Actions shown with their reason; the names of further ones follow. */
const IN_DETAIL = 5;
const NAMED = 40;
/** Characters for all reasons together, and for one. */
const REASONS = 2400;
const REASON = 1200;

type Elements = RichTextBlock['elements'];

/** Where and why: each failed action with its reason quoted. `isCut` when a reason was too long to be shown whole. */
export function failedActions(actions: FailedAction[]): { elements: Elements; isCut: boolean } {
  const shown = actions.slice(0, IN_DETAIL);
  const length = Math.min(REASON, Math.floor(REASONS / Math.max(1, shown.length)));
  const parts = shown.map((action) => oneAction(action, length));
  const others = actions.slice(IN_DETAIL);
  return {
    elements: [...parts.flatMap(({ elements }) => elements), ...(others.length ? [namesOf(others)] : [])],
    isCut: parts.some(({ isCut }) => isCut),
  };
}

function oneAction(action: FailedAction, length: number): { elements: Elements; isCut: boolean } {
  const reason = cutMiddle(action.reason ?? '', length);
  const heading = line(bold(placeInWords(action)), ...details(action));
  if (!reason.text) return { elements: [heading], isCut: false };
  return { elements: [heading, { type: 'rich_text_quote', elements: [text(reason.text)] }], isCut: reason.isCut };
}

/** ` · CodeBuild · JobFailed · also failed on attempt 1`. */
function details({ provider, url, code, rejectedBy, failedBefore }: FailedAction): RichTextElement[] {
  const by = rejectedBy && cut(oneLine(rejectedBy), 80);
  const words = cut(oneLine(provider ?? ''), 35);
  return [
    ...(words || url ? [text(' · '), link(url, words || 'open')] : []),
    ...(code ? [text(` · ${cut(oneLine(code), 60)}`)] : []),
    ...(by ? [text(' · rejected by '), bold(by)] : []),
    ...(failedBefore.length ? [text(` · also failed on ${attempts(failedBefore)}`)] : []),
  ];
}

function attempts(failed: number[]): string {
  if (failed.length > 3) return `${failed.length} attempts before`;
  const words = new Intl.ListFormat('en').format(failed.map(String));
  return failed.length === 1 ? `attempt ${words}` : `attempts ${words}`;
}

function namesOf(others: FailedAction[]) {
  const length = Math.max(8, Math.floor(500 / Math.min(NAMED, others.length)));
  const names = others.slice(0, NAMED).map((action) => placeInWords(action, Math.min(40, length)));
  const rest = others.length - names.length;
  return line(text(`Also failed: ${names.join(', ')}${rest ? ` and ${rest} more` : ''}`));
}
