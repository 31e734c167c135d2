import type { RichTextBlock, RichTextElement } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import { type Revision, revisionId } from '../../domain/revision.js';
import type { Named } from '../../domain/subscription.js';
import { executionUrl } from '../console-links.js';
import { line, link, text, user } from '../rich-text.js';
import { cut, oneLine } from '../text.js';
import { firstLine } from './words.js';

const SHOWN = 4;
/** Characters of a source: two lines of a phone for one source, a line each for several. */
const ROOM = { one: 76, several: 40 };
const AUTHOR = 30;

/** `c60a4365 fix: totals are rounded per line – Maya` for each source, then the mentions. */
export function changes(failure: Failure, mentions: Named[] = []): RichTextBlock['elements'] {
  const { revisions } = failure;
  const more = revisions.length - SHOWN;
  const rows = revisions.slice(0, SHOWN).map((revision) => revisionElements(revision, failure));
  if (more > 0) rows.push([text(`and ${more} more ${more === 1 ? 'source' : 'sources'}`)]);
  const named = mentions.filter(isNamed).flatMap((one) => [text(' '), mention(one)]);
  if (named.length) rows.splice(-1, 1, [...(rows.at(-1) ?? []), ...named]);
  return rows.map((elements) => line(...elements));
}

function revisionElements({ id, url, summary, author, name }: Revision, failure: Failure): RichTextElement[] {
  const isOne = failure.revisions.length === 1;
  const { region, pipelineName, pipelineExecutionId } = failure;
  const by = cut(oneLine(author?.name || nameInEmail(author?.email)), AUTHOR);
  const words = revisionId(id) || 'revision';
  const source = isOne ? '' : cut(oneLine(name), AUTHOR);
  const room = Math.max(12, (isOne ? ROOM.one - by.length - 3 : ROOM.several) - words.length);
  const message = firstLine(summary ?? '', room);
  return [
    link(url ?? executionUrl(region, pipelineName, pipelineExecutionId), words),
    text(message && ` ${message}`),
    text(isOne && by ? ` – ${by}` : ''),
    text(source && ` (${source})`),
  ];
}

const nameInEmail = (email = '') => email.split('@')[0] ?? '';

const isNamed = (named: Named) =>
  'user' in named ? /^[UW][A-Z0-9]+$/.test(named.user) : /^S[A-Z0-9]+$/.test(named.group);

const mention = (named: Named): RichTextElement =>
  'user' in named ? user(named.user) : { type: 'usergroup', usergroup_id: named.group };
