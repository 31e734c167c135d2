import type { RichTextElement } from '@slack/types';
import { fullName } from '../domain/account.js';
import type { Digest, DigestMember } from '../domain/digest.js';
import { placeInWords, reasonElements } from './cause.js';
import { pipelineUrl } from './console-links.js';
import { context, type Message } from './message.js';
import { bold, line, link, richText, text, time, utc } from './rich-text.js';
import { counted, cut, escapeMrkdwn, oneLine } from './text.js';

/** One message for many failures, a bullet each; the summaries are in its thread. */
export function digestView({ since, members }: Pick<Digest, 'since' | 'members'>): Message {
  const start = new Date(since);
  const [who, outcome] = headlineOf(members);
  const isOver = members.every(({ status }) => status === 'fixed');
  return {
    text: escapeMrkdwn(`${who} since ${utc(start)}${outcome}.`),
    blocks: [
      richText([
        line(text(isOver ? '✅ ' : '❌ '), bold(who), text(' since '), time(start, '{time}'), text(outcome)),
        { type: 'rich_text_list', style: 'bullet', elements: members.map((member) => line(...bullet(member))) },
      ]),
      context('The summary of each is in the thread.'),
    ],
  };
}

/** `9 pipelines failing`, or `9 failures` where one pipeline has several; the time goes in between. */
function headlineOf(members: DigestMember[]): [who: string, outcome: string] {
  const all = members.length;
  const fixed = members.filter(({ status }) => status === 'fixed').length;
  const names = new Set(
    members.map(({ pipeline: { account, region, pipelineName } }) => [account, region, pipelineName].join()),
  );
  if (names.size < all) {
    return [counted(all, 'failure'), fixed === all ? ', all fixed' : fixed > 0 ? `, ${fixed} of them fixed` : ''];
  }
  if (fixed === all) return [`${counted(all, 'pipeline')} failed`, all === 1 ? ', it works again' : ', all work again'];
  return [
    fixed > 0 ? `${all - fixed} of ${counted(all, 'pipeline')} failing` : `${counted(all, 'pipeline')} failing`,
    '',
  ];
}

/** `svc-identity · Build · npm run build exited with 1 · 4×`. */
function bullet({ pipeline: { region, pipelineName }, cause, status, count }: DigestMember): RichTextElement[] {
  const reason = reasonElements(cause.reason);
  return [
    text(status === 'fixed' ? '✅ ' : ''),
    link(pipelineUrl(region, pipelineName), cut(oneLine(fullName({ pipelineName, region })), 60) || '–', {
      bold: status !== 'fixed',
    }),
    text(cause.place ? ` · ${cut(placeInWords(cause.place), 40)}` : ''),
    ...(reason.length ? [text(' · '), ...reason] : []),
    text(count > 1 ? ` · ${count}×` : ''),
    text(status === 'retrying' ? ' · being retried' : status === 'fixed' ? ' · fixed' : ''),
  ];
}
