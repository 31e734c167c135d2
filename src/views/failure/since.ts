import type { RichTextElement, RichTextSection } from '@slack/types';
import type { Failure } from '../../domain/failure.js';
import { line, text, time } from '../rich-text.js';
import { ordinal } from './words.js';

/** Since when: the time of the failure, the how-manieth it is, the last success. @param repeated Counts more than the streak. */
export function sinceWhen({ failedAt, streak }: Failure, repeated: number | undefined): RichTextSection[] {
  const parts: RichTextElement[][] = [];
  if (failedAt) parts.push([text('Failed '), time(failedAt)]);
  const count = repeated ?? streak?.count;
  if (count !== undefined) parts.push(howMany(count, streak?.orMore ?? false, streak?.firstFailure));
  if (streak?.lastSuccess) parts.push([text('last success '), time(streak.lastSuccess)]);
  else if (streak && !streak.orMore) parts.push([text('no success before')]);
  const [first, ...others] = parts;
  return first ? [line(...first, ...others.flatMap((part) => [text(' · '), ...part]))] : [];
}

function howMany(count: number, orMore: boolean, firstFailure: Date | undefined): RichTextElement[] {
  if (count === 1) return [text(orMore ? 'first failure in a while' : 'first failure')];
  const words = orMore ? `at least ${count} failures in a row` : `${ordinal(count)} failure in a row`;
  return [text(words), ...(firstFailure ? [text(', the first '), time(firstFailure)] : [])];
}
