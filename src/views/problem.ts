import { accountIn, fullName } from '../domain/account.js';
import { type AwsProblem, type AwsProblemKind, SLACK_SILENT } from '../domain/aws-problem.js';
import type { Listing, Position } from '../domain/listing.js';
import type { SlackProblem } from '../domain/slack-problem.js';
import { postProblemInWords } from './post-problem.js';
import { durationInWords, shortId } from './text.js';

/** What was asked of AWS, as far as known. */
export interface About {
  listing?: Listing;
  position?: Position;
  hasCloseNames?: boolean; // similar names are offered below the sentence
}

const KEEPERS = 'ask the people who run this bot';

/** What an AWS problem means for the user, and what to do next. */
export function problemInWords(problem: AwsProblem, about: About = {}): string {
  const { region = '' } = about.listing ?? {};
  const alias = accountIn(region);
  const sentence = WORDS[problem.kind](problem, about);
  return alias === undefined || namesAccount(sentence, alias) ? sentence : `${alias}: ${sentence}`;
}

/** An alias may be a word or a part of one, such as `us`. */
const namesAccount = (sentence: string, alias: string): boolean =>
  [` ${alias}:`, ` ${alias}/`, `“${alias}”`, `“${alias}:`].some((form) => ` ${sentence}`.includes(form));

/** The end of a sentence: `no permission logs:GetLogEvents`. @param action The IAM action, if known. */
export function problemBriefly(kind: AwsProblemKind, action = ''): string {
  return kind === 'access-denied' && action ? `no permission ${action}` : BRIEFLY[kind];
}

const WORDS: Record<AwsProblemKind, (problem: AwsProblem, about: About) => string> = {
  'not-listable': notListable,
  'unknown-account': ({ alias }) =>
    `This bot no longer knows the account “${alias}”. To have it put back into ACCOUNTS, ${KEEPERS}.`,
  'pipeline-not-found': (_, { listing, hasCloseNames }) =>
    `There is no pipeline “${listing?.pipelineName}”${inRegion(listing)}. ${hasCloseNames ? 'Do you mean one of these?' : 'Check its name and region, or pick one.'}`,
  'execution-not-found': (_, { listing }) =>
    `${listing?.pipelineName ?? 'The pipeline'} has no run ${runOf(listing)}${inRegion(listing)}. Check the id, or look at all runs.`,
  'invalid-token': (_, { position }) =>
    position?.pageNumber === 1
      ? 'AWS doesn’t accept this starting token: it is too old, or from another pipeline or filter. Start from the first page.'
      : 'AWS keeps a place in a list only for a while, and this one is gone. Start from the first page.',
  'invalid-request': (_, { listing }) =>
    `AWS finds something wrong with the question about ${listing ? fullName(listing) : 'this pipeline'}. Check the name, the filter and the page size.`,
  'access-denied': ({ action, alias }, { listing }) =>
    alias !== undefined
      ? noWayInto(alias)
      : `This bot may not read that: it lacks the permission ${action}${listing ? ` for ${listing.pipelineName}${inRegion(listing)}` : ''}. To change this, ${KEEPERS}.`,
  'no-credentials': ({ action }) =>
    `AWS doesn’t accept this bot’s credentials for ${action}. To have them renewed, ${KEEPERS}.`,
  'wrong-clock': ({ clockAheadMs }) =>
    `This bot’s clock is ${clockInWords(clockAheadMs)}, so AWS refuses its requests. To have it set, ${KEEPERS}.`,
  throttled: () => 'AWS is getting too many requests right now. Wait a few seconds and try again.',
  'timed-out': () => 'AWS did not answer in time. Try again.',
  unreachable: (_, { listing }) =>
    listing?.region
      ? `AWS can’t be reached in ${listing.region}. Check the region, or try again in a minute.`
      : 'AWS can’t be reached. Try again in a minute.',
  'service-fault': (_, { position }) =>
    position?.token === undefined
      ? 'Something is broken at AWS. Try again in a minute.'
      : 'Something is broken at AWS. Try again, or start from the first page.',
};

/** The role in an account can't be taken on. */
export const noWayInto = (alias: string): string =>
  `AWS doesn’t let this bot into the account ${alias}: it may not take on its role there (${ASSUME_ROLE}). To have the role, its trust and the external id checked, ${KEEPERS}.`;

export const ASSUME_ROLE = 'sts:AssumeRole';

const BRIEFLY: Record<AwsProblemKind, string> = {
  'not-listable': 'you may not list it',
  'unknown-account': 'the bot doesn’t know its account',
  'pipeline-not-found': 'AWS has no such pipeline',
  'execution-not-found': 'AWS has no such run',
  'invalid-token': 'AWS lost its place in the list',
  'invalid-request': 'AWS did not accept the question',
  'access-denied': 'the bot lacks a permission',
  'no-credentials': 'AWS doesn’t accept the bot’s credentials',
  'wrong-clock': 'the bot’s clock is wrong',
  throttled: 'AWS is getting too many requests',
  'timed-out': 'AWS did not answer in time',
  unreachable: 'AWS can’t be reached',
  'service-fault': 'something is broken at AWS',
};

function notListable({ whom, code }: AwsProblem, { listing }: About): string {
  const name = listing ? fullName(listing) : 'this pipeline';
  if (code === SLACK_SILENT) return `Slack did not say whether you may list ${name}. Try again in a minute.`;
  if (whom.length === 0) return `Nobody may list ${name} from Slack. To change this, ${KEEPERS}.`;
  return `You may not list ${name}. These may: ${whom.join(', ')}. Ask them to add you, or to share a page.`;
}

/** `7m slow`, `1h 2m fast`; `wrong` where AWS gave no time. */
const clockInWords = (aheadMs: number | undefined): string =>
  aheadMs === undefined ? 'wrong' : `${durationInWords(Math.abs(aheadMs))} ${aheadMs > 0 ? 'fast' : 'slow'}`;

/** Mistyped or restricted names: nothing is broken, so no reference is shown. */
const SLIPS: AwsProblemKind[] = [
  'not-listable',
  'pipeline-not-found',
  'execution-not-found',
  'invalid-token',
  'invalid-request',
];

export const isSlip = ({ kind }: AwsProblem): boolean => SLIPS.includes(kind);

const inRegion = (listing: Listing | undefined): string => (listing?.region ? ` in ${listing.region}` : '');

const runOf = (listing: Listing | undefined): string =>
  shortId(
    listing?.filter?.pipelineExecutionId ?? listing?.filter?.latestInPipelineExecution?.pipelineExecutionId ?? '',
  );

/** @param what The consequence, such as `Nothing is subscribed`. */
export function slackProblemInWords({ kind, code, retryAfter }: SlackProblem, what = 'Nothing is posted'): string {
  switch (kind) {
    case 'channel-gone':
    case 'refused':
    case 'not-sent':
      return postProblemInWords(code, what);
    case 'message-gone':
      return 'The message has been deleted.';
    case 'not-editable':
      return 'Slack doesn’t let this message be changed any more.';
    case 'rate-limited':
      return `Slack is getting too many requests. Try again in ${Math.max(1, Math.ceil(retryAfter))} s.`;
    case 'unknown':
      return 'Slack did not say whether it worked. Look before you try again.';
  }
}
