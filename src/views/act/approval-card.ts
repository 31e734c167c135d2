import type { KnownBlock, RichTextElement } from '@slack/types';
import { fullName } from '../../domain/account.js';
import type { ApprovalAddress } from '../../domain/act.js';
import type { ApprovalOutcome } from '../../domain/approval.js';
import { maskText } from '../../masking/mask-secrets.js';
import { withoutEmails } from '../../masking/without-emails.js';
import type { Approval } from '../../use-cases/act/read-approval.js';
import { executionUrl, pipelineUrl } from '../console-links.js';
import { actions, type Message } from '../message.js';
import { bold, line, link, richText, text, time } from '../rich-text.js';
import { cut, escapeMrkdwn, oneLine, shortId } from '../text.js';
import { decisionButtons } from './buttons.js';
import { askedFor } from './decide-window.js';
import { named } from './refused.js';
import { whatGoesOut } from './what-goes-out.js';

type Shown = Omit<Approval, 'standing'>;

interface Card {
  approval: Shown;
  /** Absent while it waits. */
  outcome?: ApprovalOutcome | undefined;
  /** Slack's ids of those who have approved, where several must. */
  votes?: { by: string[]; needed: number } | undefined;
  /** Ids of the groups and people who may decide; where there are none, there are no buttons. */
  operators: string[];
}

/** Begins the block_id of a card's buttons: a card tells its thread itself what was decided. */
export const CARD = 'card';

const WORDS = 300;
const NAME = 60;
const MOST_NAMED = 20;

/** A manual approval: what waits, what would go out, until when and who may decide; then what became of it. */
export function approvalCardView({ approval, outcome, votes, operators }: Card): Message {
  const { at, comment, revisions, trigger } = approval;
  const head = outcome ? outcomeElements(outcome) : [text('⏸ '), bold('Waits for approval')];
  return {
    text: outcome ? overInWords(at, outcome) : escapeMrkdwn(`${placeInWords(at)} waits for approval`),
    blocks: [
      richText([line(...head, text('\n'), ...placeElements(at))]),
      ...askedFor(comment && toShow(comment, 600), approval.link),
      richText(whatGoesOut(revisions, trigger)),
      ...(outcome ? [] : decideBlocks(approval, operators, votes)),
    ],
  };
}

/** The one reply when it is decided, for those who follow the thread. */
export const approvalOverView = ({ approval, outcome }: { approval: Shown; outcome: ApprovalOutcome }): Message => ({
  text: overInWords(approval.at, outcome),
  blocks: [richText([line(...outcomeElements(outcome))])],
});

/** The one reply while no decision is made. @param startedAt Milliseconds since 1970. */
export function approvalReminderView({
  approval,
  startedAt,
  operators,
}: {
  approval: Shown;
  startedAt: number;
  operators: string[];
}): Message {
  const { at, until } = approval;
  const since = new Date(startedAt);
  const left = until ? [text('; it can be decided until '), time(until)] : [];
  return {
    text: escapeMrkdwn(`${placeInWords(at)} still waits for approval`),
    blocks: [
      richText([line(text('⏰ Still waits for approval, since '), time(since), ...left, ...forWhom(operators))]),
    ],
  };
}

const forWhom = (operators: string[]) =>
  operators.length ? [text(' –'), ...named(operators.slice(0, MOST_NAMED))] : [];

function decideBlocks({ at, until }: Shown, operators: string[], votes: Card['votes']): KnownBlock[] {
  const who = operators.length
    ? [text('These may decide:'), ...named(operators.slice(0, MOST_NAMED))]
    : [text('Decide it in the '), link(pipelineUrl(at.region, at.pipelineName), 'AWS console')];
  return [
    richText([
      line(
        ...(until ? [text('Can be decided until '), time(until), text('\n')] : []),
        ...who,
        ...(votes ? votesElements(votes) : []),
      ),
    ]),
    ...(operators.length ? [actions(`${CARD} ${at.token} ${votes?.by.length ?? 0}`, decisionButtons(at))] : []),
  ];
}

/** `1 of 2 have approved: @ada`. */
const votesElements = ({ by, needed }: { by: string[]; needed: number }): RichTextElement[] => [
  text(`\n${by.length} of ${needed} have approved${by.length ? ':' : ''}`),
  ...named(by.slice(0, MOST_NAMED)),
];

function placeElements({ region, pipelineName, stageName, actionName, pipelineExecutionId: id }: ApprovalAddress) {
  return [
    link(pipelineUrl(region, pipelineName), fullName({ pipelineName, region }), { bold: true }),
    text(` · ${stageName} › ${actionName} · `),
    link(executionUrl(region, pipelineName, id), shortId(id)),
  ];
}

const placeInWords = ({ pipelineName, region, stageName, actionName }: ApprovalAddress) =>
  `${fullName({ pipelineName, region })} · ${stageName} › ${actionName}`;

const HEADS: Record<ApprovalOutcome['status'], string> = {
  approved: '✅ Approved',
  rejected: '🚫 Rejected',
  expired: '⌛ Nobody decided in time; a retry of the stage asks again',
  killed: '⏹ A change of the pipeline ended this approval; a new run asks again',
  ended: '⏹ No longer waits: its run was stopped or overtaken, or the pipeline was changed',
  withdrawn: '⏹ This channel is no longer asked about this pipeline',
};

/** `Approved by @ada · 14:02 · ship it`. */
function outcomeElements(outcome: ApprovalOutcome): RichTextElement[] {
  const { status, at } = outcome;
  const { who, said } = decisionOf(outcome);
  return [
    text(HEADS[status]),
    ...(who.length ? [text(' by'), ...who] : []),
    ...(at === undefined ? [] : [text(' · '), time(new Date(at), '{time}')]),
    ...(said ? [text(` · ${said}`)] : []),
  ];
}

function overInWords(at: ApprovalAddress, outcome: ApprovalOutcome): string {
  const { said } = decisionOf(outcome);
  const [, ...head] = HEADS[outcome.status].split(' ');
  return escapeMrkdwn(`${placeInWords(at)}: ${head.join(' ')}${said && ` · ${said}`}`);
}

/** Who decided, and in which words: people in Slack where the table knows them, else what AWS names. */
function decisionOf({ by, people = [], words = '' }: ApprovalOutcome): { who: RichTextElement[]; said: string } {
  const name = by && cut(withoutEmails(oneLine(by.split('/').at(-1) ?? by)), NAME);
  const who = people.length ? named(people.slice(0, MOST_NAMED)) : name ? [text(` ${name}`)] : [];
  return { who, said: toShow(words, WORDS) };
}

const toShow = (words: string, most: number) => cut(oneLine(withoutEmails(maskText(words).text)), most);
