import type { KnownBlock } from '@slack/types';
import { encodeListing, encodePosition } from '../cursor/page-cursor.js';
import type { AwsProblem } from '../domain/aws-problem.js';
import { type Listing, type Position, START } from '../domain/listing.js';
import { PREVIEW_FAILURE } from './failure/row.js';
import { actions, button, context, type Message } from './message.js';
import { FIRST_PAGE } from './page-buttons.js';
import { line, richText, text } from './rich-text.js';
import { escapeMrkdwn, shortId } from './text.js';

/** On a page that can't be told any more from its button: the pipeline picker. */
export const START_AGAIN = 'start-again';

/** What was asked for when AWS refused: the button that asked, so that it can be offered once more. */
export interface Asked {
  action: string;
  listing: Listing;
  position: Position;
}

/** One sentence and a next step; the reference is the log's. */
export function refusalView(sentence: string, reference: string, rows: KnownBlock[] = []): Message {
  return {
    text: escapeMrkdwn(`${sentence} (reference ${reference})`),
    blocks: [richText([line(text('⚠️ '), text(sentence))]), ...rows, context(`Reference ${reference}`)],
  };
}

/** What AWS's refusal means for whoever asked, with the button that helps. */
export function awsRefusalView(problem: AwsProblem, asked: Asked, reference: string, names: string[] = []): Message {
  return refusalView(sentenceFor(problem, asked, names), reference, buttonsFor(problem, asked, names));
}

/** One sentence: what AWS's refusal means, and what to do next. @param names Pipelines that were perhaps meant. */
export function sentenceFor(
  { kind, action }: AwsProblem,
  { listing, position }: Pick<Asked, 'listing' | 'position'>,
  names: string[] = [],
): string {
  const { pipelineName: name, region, filter } = listing;
  const where = region ? ` in ${region}` : '';
  switch (kind) {
    case 'pipeline-not-found':
      return names.length
        ? `There is no pipeline “${name}”${where}: did you mean one of these?`
        : `There is no pipeline “${name}”${where}: check the name and the region, or type /pipeline-actions to pick one.`;
    case 'execution-not-found': {
      const id = filter?.pipelineExecutionId ?? filter?.latestInPipelineExecution?.pipelineExecutionId ?? '';
      return `${name} has no execution ${shortId(id)}${where}: check the id, or leave it out to see all executions.`;
    }
    case 'invalid-token':
      return position.pageNumber === 1 && position.token !== undefined
        ? 'AWS does not accept this starting token: it is too old or belongs to another pipeline or filter, so start again from the first page.'
        : 'This page’s token is no longer valid at AWS: start again from the first page.';
    case 'invalid-request':
      return `AWS finds the request for ${name} invalid: check the name, the filter and the page size.`;
    case 'access-denied':
      return `This bot lacks the permission ${action} for ${name}${where}: ask whoever runs it to add that IAM action.`;
    case 'no-credentials':
      return `AWS does not accept this bot’s credentials for ${action}: ask whoever runs it to renew them.`;
    case 'throttled':
      return 'AWS is answering too many requests right now: wait a few seconds and try again.';
    case 'timed-out':
      return 'AWS did not answer in time: try again.';
    case 'unreachable':
      return `AWS can’t be reached${where}: ${region ? 'check the region, and ' : ''}try again in a minute.`;
    case 'service-fault':
      return position.token === undefined
        ? 'AWS answered with a fault of its own: try again in a minute.'
        : 'AWS answered with a fault of its own: try again, or start again from the first page.';
  }
}

const TRY_AGAIN = ['throttled', 'timed-out', 'unreachable', 'service-fault', 'access-denied', 'no-credentials'];

function buttonsFor({ kind }: AwsProblem, asked: Asked, names: string[]): KnownBlock[] {
  if (kind === 'pipeline-not-found') return closeNameRows(asked, names);
  const { listing, position, action } = asked;
  const blockId = encodeListing(listing);
  const again = TRY_AGAIN.includes(kind) ? encodePosition(action, blockId, position) : undefined;
  const first = position.token === undefined ? undefined : encodePosition(FIRST_PAGE, blockId, START);
  const buttons = [
    ...(again ? [button('Try again', again, { style: 'primary' })] : []),
    ...(first ? [button('Start again', first, { accessibilityLabel: `First page of ${listing.pipelineName}` })] : []),
  ];
  return buttons.length ? [actions(blockId, buttons)] : [];
}

/** A row for each name: a row's block_id is the listing its button leads to. */
const closeNameRows = ({ listing, action }: Asked, names: string[]): KnownBlock[] =>
  names.flatMap((pipelineName) => {
    const leadsTo = action === PREVIEW_FAILURE ? PREVIEW_FAILURE : FIRST_PAGE;
    return startRow({ ...listing, pipelineName }, pipelineName, `Show ${pipelineName}`, leadsTo);
  });

/** One button that leads to the first page of a listing, or to the failure it names. */
function startRow(listing: Listing, label: string, accessibilityLabel: string, action = FIRST_PAGE): KnownBlock[] {
  const blockId = encodeListing(listing);
  const first = encodePosition(action, blockId, START);
  return first ? [actions(blockId, [button(label, first, { accessibilityLabel })])] : [];
}

/** A button whose strings give no cursor: the listing may still be known from its block_id. */
export function staleButtonView(reference: string, listing: Listing | undefined): Message {
  const sentence = 'This page is too old, start again.';
  if (!listing) {
    return refusalView(sentence, reference, [
      actions('start-again-row', [button('Start again', { actionId: START_AGAIN, value: 'help' })]),
    ]);
  }
  return refusalView(sentence, reference, startRow(listing, 'Start again', `First page of ${listing.pipelineName}`));
}
