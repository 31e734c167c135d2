import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import { type Revision, revisionId } from '../../domain/revision.js';
import { line, link, text } from '../rich-text.js';
import { cut, oneLine } from '../text.js';
import { firstLine } from './words.js';

/** A stage has up to 50 actions, so an execution has up to 50 sources. */
const MOST_REVISIONS = 50;
/** Characters for all revisions together, and for the message of one. */
const REVISIONS = 2000;
const MESSAGE = 160;

/** What changed and what started it: every source revision, then branch and trigger. */
export function changes({ revisions, branch, trigger }: Failure): RichTextBlock['elements'] {
  const room = Math.floor(REVISIONS / Math.max(1, revisions.length));
  const rows = revisions
    .slice(0, MOST_REVISIONS)
    .map((revision) => line(...revisionElements(revision, room, revisions.length > 1)));
  const start = [
    ...(branch ? [`Branch ${cut(oneLine(branch), 80)}`] : []),
    ...(trigger ? [`started by ${triggerInWords(trigger)}`] : []),
  ].join(' · ');
  return [
    ...(rows.length ? [{ type: 'rich_text_list' as const, style: 'bullet' as const, elements: rows }] : []),
    ...(start ? [line(text(start.replace(/^s/, 'S')))] : []),
  ];
}

/** `1a2b3c4d Fix the refund totals – Maya Lindqvist (SourceArtifact)`, as much of it as there is room for. */
function revisionElements(
  { id, url, summary, author, name }: Revision,
  room: number,
  isOneOfSeveral: boolean,
): RichTextElement[] {
  const message = firstLine(summary ?? '', Math.min(MESSAGE, Math.floor(room / 2)));
  const by = cut(oneLine(author?.name ?? author?.email ?? ''), Math.min(60, Math.floor(room / 6)));
  const of = isOneOfSeveral ? cut(oneLine(name), Math.min(60, Math.floor(room / 6))) : '';
  return [
    link(url, revisionId(id) || 'revision', { code: true }),
    text(message && ` ${message}`),
    text(by && ` – ${by}`),
    text(of && ` (${of})`),
  ];
}

/** AWS's own word, and whoever or whatever it names: of an ARN the last part, unless that is an id that names nothing. */
function triggerInWords({ type, detail = '' }: NonNullable<Failure['trigger']>): string {
  const name = detail.startsWith('arn:') ? (detail.split(/[/:]/).at(-1) ?? '') : detail;
  const short = /^[0-9a-f-]{32,}$/.test(name) ? '' : cut(oneLine(name), 80);
  return `${cut(oneLine(type), 40)}${short ? ` (${short})` : ''}`;
}
