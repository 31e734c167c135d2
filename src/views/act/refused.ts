import type { KnownBlock, RichTextElement } from '@slack/types';
import { type Act, type ActRefusal, claimWith } from '../../domain/act.js';
import type { Standing } from '../../domain/approval.js';
import type { NotAllowed } from '../../use-cases/act/may-act.js';
import type { NoTargets } from '../../use-cases/act/roll-back.js';
import type { OwnChange } from '../../use-cases/act/self-approval.js';
import { line, quote, richText, text, time, user } from '../rich-text.js';
import { cut, oneLine } from '../text.js';

const WORDS = 300;

/** Why a person may not act, and who may. */
export function mayNotBlocks({ why, operators }: NotAllowed, pipelineName: string): KnownBlock[] {
  const who = named(operators);
  switch (why) {
    case 'nobody':
      return [say(`Nobody may act on ${pipelineName} from Slack: the setting OPERATORS names no one for it.`)];
    case 'outsider':
      return [say('Only full members of this workspace may act on pipelines, no guests and no bots.')];
    case 'slack-silent':
      return [say(`Slack did not say who may act on ${pipelineName}, so nobody may right now: try again in a minute.`)];
    case 'not-listed':
      return [richText([line(text(`⚠️ You may not act on ${pipelineName}. These may:`), ...who)])];
  }
}

/** People and groups by their ids, each behind a space or a comma. */
export const named = (ids: string[]): RichTextElement[] =>
  ids.flatMap((id, index) => [
    text(index ? ', ' : ' '),
    id.startsWith('S') ? ({ type: 'usergroup', usergroup_id: id } as const) : user(id),
  ]);

/** Why a person can't approve what is or may be their own. */
export function ownChangeSentence({ why, revision = '' }: OwnChange): string {
  switch (why) {
    case 'wrote':
      return `You wrote ${revision}, which would go out: someone else has to approve it.`;
    case 'started':
      return 'You started this run: someone else has to approve it.';
    case 'unknown-author':
      return `It can’t be told who wrote ${revision || 'what would go out'}, and nobody may approve their own change here: approve it in the AWS console.`;
    case 'unknown-starter':
      return 'It can’t be told who started this run, and nobody may approve their own run here: approve it in the AWS console.';
  }
}

const DONE: Record<Act['verb'], string> = {
  approve: 'approved it',
  reject: 'rejected it',
  retry: 'retried it',
  stop: 'stopped it',
  'roll-back': 'rolled it back',
};

/** Who was first, and when, and with which words. */
export function tooLateBlocks({ verb, by, at, words, outcome }: Act): KnownBlock[] {
  const said = cut(oneLine(words), WORDS);
  const did = outcome === 'done' ? DONE[verb] : 'is doing it right now';
  return [
    richText([
      line(
        user(by.id),
        text(outcome === 'done' ? ` was first and ${did}, ` : ` was first and ${did}: since `),
        time(new Date(at), '{time}'),
      ),
      ...quote(text(said)),
    ]),
  ];
}

type Closed = Exclude<Standing, { kind: 'open' }>;

/**
 * What became of an approval that can't be decided any more.
 * @param last The decision from Slack, if there was one: AWS names the bot's role for it.
 */
export function standingBlocks(standing: Closed, last?: Act): KnownBlock[] {
  if (standing.kind === 'expired')
    return [say('Nobody decided in time, so AWS let this approval fail. A retry of the stage asks again.')];
  if (standing.kind === 'gone') {
    return [
      say('This approval can’t be decided any more: the pipeline was changed, or this run was stopped or overtaken.'),
    ];
  }
  const { kind, by, words, at } = standing;
  const act = claimWith(words, last);
  const who = act ? named([act.by.id]) : by ? [text(` ${oneLine(by.split('/').at(-1) ?? by)}`)] : [];
  const said = cut(oneLine(act?.words ?? words ?? ''), WORDS);
  const decided = [text(`It was ${kind}${who.length ? ' by' : ''}`), ...who, ...(at ? [text(', '), time(at)] : [])];
  return [richText([line(...decided), ...quote(text(said))])];
}

/** What AWS's refusal means, and what to do next. */
export const ACT_REFUSALS: Record<ActRefusal, string> = {
  answered: 'This approval has been decided already.',
  'out-of-date':
    'This approval can’t be decided any more: the pipeline was changed, or this run was stopped or overtaken.',
  'nothing-to-retry':
    'There is nothing to retry: it runs again already, it succeeded, or the pipeline was changed since.',
  'newer-run': 'A newer run has been in this stage since, so this one can’t be retried any more.',
  busy: 'Other actions of this stage still run: retry only what failed, or wait for them.',
  'too-many-runs': 'Too many runs of this pipeline are under way: wait until one has ended.',
  'not-running': 'This run has ended, or has no action under way: there is nothing to stop.',
  'stopping-already': 'This run is stopping already: it can still be stopped at once.',
  'pipeline-changed': 'The pipeline was changed since that run, so the stage can’t go back to it.',
  'cannot-roll-back': 'The stage can’t go back to that run: it is in progress, or that run did not succeed in it.',
  'not-there': 'AWS does not know this run, stage or action any more.',
};

export const NO_TARGETS: Record<NoTargets['why'], string> = {
  v1: 'Only pipelines of type V2 can roll a stage back, and this one is of type V1.',
  source: 'A source stage can’t go back: it reads what is there now.',
  none: 'No other run has succeeded in this stage, so there is nothing to go back to.',
};

export const say = (sentence: string): KnownBlock => richText([line(text(`⚠️ ${sentence}`))]);
