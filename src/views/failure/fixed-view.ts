import type { RichTextElement } from '@slack/types';
import { fullName } from '../../domain/account.js';
import type { ActSummary } from '../../domain/act.js';
import type { Cause } from '../../domain/cause.js';
import { type Revision, revisionId } from '../../domain/revision.js';
import { actLine } from '../act/act-line.js';
import { placeInWords, reasonElements, reasonInWords } from '../cause.js';
import { pipelineUrl } from '../console-links.js';
import type { Message } from '../message.js';
import { code, line, link, richText, text } from '../rich-text.js';
import { cut, cutAtWord, escapeMrkdwn, oneLine } from '../text.js';
import { firstLine, roughly } from './words.js';

export interface Fixed {
  afterMs: number; // milliseconds from failure to success
  /** A retry, another run of the same revision, or a new revision; undefined when unknown. */
  by?: 'retry' | 'same revision' | Pick<Revision, 'id' | 'summary'> | undefined;
  act?: ActSummary | undefined; // who did what that repaired it
}

interface Pipeline {
  pipelineName: string;
  region: string;
}

/** Replaces a failure's message: `✅ svc-identity works again after 31 s, on retry`, and the old failure in a line. */
export function fixedView(pipeline: Pipeline, fixed: Fixed, was: Cause | undefined): Message {
  const told = was ? [line(text('Was: '), ...causeElements(was))] : [];
  return {
    text: sentence(pipeline, fixed),
    blocks: [
      richText([line(text('✅ '), ...worksAgain(pipeline, fixed)), ...told]),
      ...(fixed.act ? actLine(fixed.act) : []),
    ],
  };
}

/** The reply in a fixed failure's thread. */
export const recoveryReplyView = (pipeline: Pipeline, fixed: Fixed): Message => ({
  text: sentence(pipeline, fixed),
  blocks: [richText([line(text('✅ '), ...worksAgain(pipeline, fixed))])],
});

/** The reply for a new cause: `Now failing in Deploy: its role may not ecs:UpdateService (was: tests failed)`. */
export function nowFailingView(pipeline: Pipeline, now: Cause, was: Cause): Message {
  const place = now.place ? ` in ${placeInWords(now.place)}` : '';
  const why = reasonInWords(now.reason);
  const before = reasonInWords(was.reason) || (was.place ? placeInWords(was.place) : '');
  const elements = [
    text(`Now failing${place}`),
    ...(why ? [text(': '), ...reasonElements(now.reason)] : []),
    ...(before ? [text(' (was: '), ...beforeElements(was), text(')')] : []),
  ];
  const words = `${fullName(pipeline)} is now failing${place}${why && `: ${why}`}${before && ` (was: ${before})`}`;
  return { text: escapeMrkdwn(cutAtWord(words, 300)), blocks: [richText([line(...elements)])] };
}

function beforeElements({ place, reason }: Cause): RichTextElement[] {
  const elements = reasonElements(reason);
  return elements.length ? elements : [text(place ? placeInWords(place) : '')];
}

function causeElements({ place, reason, more }: Cause): RichTextElement[] {
  const where = place ? placeInWords(place) : 'an unknown action';
  const why = reasonElements(reason);
  return [text(where + (more ? ` and ${more} more` : '')), ...(why.length ? [text(', '), ...why] : [])];
}

function worksAgain({ pipelineName, region }: Pipeline, { afterMs, by }: Fixed): RichTextElement[] {
  const name = cut(oneLine(fullName({ pipelineName, region })), 100) || '–';
  return [
    link(pipelineUrl(region, pipelineName), name, { bold: true }),
    text(` works again after ${roughly(afterMs)}`),
    ...byElements(by),
  ];
}

function byElements(by: Fixed['by']): RichTextElement[] {
  if (by === undefined) return [];
  if (typeof by === 'string') return [text(BY[by])];
  const summary = firstLine(by.summary ?? '', 60);
  const id = revisionId(by.id);
  if (!id && !summary) return [];
  return [text(', with '), ...(id ? [code(id)] : []), text(summary && (id ? ` ${summary}` : summary))];
}

const BY = { retry: ', on retry', 'same revision': ', same revision' };

function sentence(pipeline: Pipeline, { afterMs, by }: Fixed): string {
  const how = byElements(by).flatMap((element) => (element.type === 'text' ? element.text : []));
  return escapeMrkdwn(`${fullName(pipeline)} works again after ${roughly(afterMs)}${how.join('')}`);
}
