import type { RichTextElement, RichTextSection } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import { revisionId } from '../../domain/revision.js';
import type { Named } from '../../domain/subscription.js';
import { pipelineUrl } from '../console-links.js';
import { bold, code, line, link, text, user } from '../rich-text.js';
import { cut, escapeMrkdwn, oneLine } from '../text.js';
import { firstLine, ordinal, placeInWords, roughly } from './words.js';

export interface Fixed {
  /** From the failure to the success, in milliseconds. */
  afterMs: number;
  /** The revision that fixed it; undefined when it is not known, or the same one tried again. */
  byRevision?: string | undefined;
  /** The attempt of its execution that succeeded. */
  attempt: number;
}

/** What the headline says beside the failure itself. */
export interface News {
  fixed?: Fixed | undefined;
  retrying?: boolean | undefined;
  repeated?: number | undefined;
  mentions?: Named[] | undefined;
  postedBy?: string | undefined;
}

type Pipeline = Pick<Failure, 'pipelineName' | 'region'>;

/** `❌ checkout-service failed, attempt 2`, or what has become of it since. */
export function headline(failure: Pipeline & Pick<Failure, 'attempt'>, news: News): RichTextSection {
  const { fixed, retrying, repeated, mentions = [], postedBy } = news;
  const attempt = failure.attempt > 1 ? `, attempt ${failure.attempt}` : '';
  const state = fixed
    ? [text(' · '), ...fixedElements(fixed)]
    : [text(`${repeated && repeated > 1 ? ' failed again' : ' failed'}${attempt}${retrying ? ', being retried' : ''}`)];
  return line(
    text(fixed ? '✅ ' : '❌ '),
    link(pipelineUrl(failure.region, failure.pipelineName), cut(oneLine(failure.pipelineName), 100) || '–', {
      bold: true,
    }),
    ...state,
    ...(postedBy ? [text(', posted by '), user(postedBy)] : []),
    ...mentions.filter(isNamed).flatMap((named) => [text(' '), mention(named)]),
  );
}

/** `Fixed after 42 min by 1a2b3c4d, attempt 2`. */
export function fixedElements({ afterMs, byRevision, attempt }: Fixed): RichTextElement[] {
  const id = revisionId(byRevision ?? '');
  return [
    bold(`Fixed after ${roughly(afterMs)}`),
    ...(id ? [text(' by '), code(id)] : []),
    text(attempt > 1 ? `, attempt ${attempt}` : ''),
  ];
}

/** The same for a phone or a screen reader; escaped, and with our own mentions only. */
export function sentence(failure: Failure, news: News): string {
  const { pipelineName, actions, attempt } = failure;
  const { fixed, repeated, mentions = [] } = news;
  const names = mentions
    .filter(isNamed)
    .map((named) => ('user' in named ? `<@${named.user}> ` : `<!subteam^${named.group}> `));
  const said = fixed ? `${pipelineName} is ${fixedInWords(fixed)}.` : failedInWords();
  return names.join('') + escapeMrkdwn(said);

  function failedInWords(): string {
    const [first, ...others] = actions;
    const where = first ? ` in ${placeInWords(first)}${others.length ? ` and ${others.length} more` : ''}` : '';
    const count = repeated ?? failure.streak?.count ?? 1;
    const facts = [
      ...(attempt > 1 ? [`attempt ${attempt}`] : []),
      ...(count > 1 ? [`${ordinal(count)} failure in a row`] : []),
    ].join(', ');
    const by = first?.rejectedBy ? `rejected by ${cut(oneLine(first.rejectedBy), 80)}` : '';
    const why = [by, firstLine(first?.reason ?? '', 200)].filter(Boolean).join(', ');
    return `${pipelineName} failed${where}${facts && ` (${facts})`}${why && `: ${why.replace(/[.…]$/, '')}`}.`;
  }
}

export function fixedInWords({ afterMs, byRevision, attempt }: Fixed): string {
  const by = byRevision ? ` by ${revisionId(byRevision)}` : '';
  return `fixed after ${roughly(afterMs)}${by}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
}

const isNamed = (named: Named) =>
  'user' in named ? /^[UW][A-Z0-9]+$/.test(named.user) : /^S[A-Z0-9]+$/.test(named.group);

const mention = (named: Named): RichTextElement =>
  'user' in named ? user(named.user) : { type: 'usergroup', usergroup_id: named.group };
