import type { RichTextBlock } from '@slack/types';
import type { Trigger } from '../../domain/pipeline-execution.js';
import { type Revision, revisionId } from '../../domain/revision.js';
import { withoutEmails } from '../../masking/without-emails.js';
import { firstLine } from '../failure/words.js';
import { bold, line, link, text } from '../rich-text.js';
import { counted, cut, oneLine } from '../text.js';

const MOST = 8;
const SUMMARY = 120;
const NAME = 60;

/** Every revision that would go out, with message and author, and what started the run. */
export function whatGoesOut(revisions: Revision[], trigger: Trigger | undefined): RichTextBlock['elements'] {
  const shown = revisions.slice(0, MOST).map(revisionLine);
  const rest = revisions.length - shown.length;
  return [
    line(bold(revisions.length ? 'What goes out' : 'AWS names no revision that would go out')),
    ...shown,
    ...(rest > 0 ? [line(text(`and ${counted(rest, 'other revision')}`))] : []),
    line(text(startedBy(trigger))),
  ];
}

function revisionLine({ id, url, summary, author, name }: Revision) {
  const words = firstLine(summary ?? name, SUMMARY);
  const by = author?.name;
  return line(link(url, revisionId(id) || '–'), text(` ${words}`), text(by ? ` – ${cut(oneLine(by), NAME)}` : ''));
}

/** Who or what started a run, in words. */
function startedBy(trigger: Trigger | undefined): string {
  const { triggerType: type, triggerDetail: detail = '' } = trigger ?? {};
  switch (type) {
    case undefined:
      return 'AWS does not say who started it.';
    case 'StartPipelineExecution':
      return `Started by hand: ${cut(withoutEmails(oneLine(lastPart(detail))), NAME)}`;
    case 'ManualRollback':
    case 'AutomatedRollback':
      return 'Started by a rollback';
    case 'CreatePipeline':
      return 'Started when the pipeline was made';
    default:
      return 'Started by a change of its source';
  }
}

/** `arn:aws:sts::123456789012:assumed-role/Admin/ada` → `ada`. */
const lastPart = (arn: string) => arn.split('/').at(-1) || arn;
