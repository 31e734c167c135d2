import type { KnownBlock } from '@slack/types';
import { encodeListing, encodePosition } from '../cursor/page-cursor.js';
import type { AwsProblem } from '../domain/aws-problem.js';
import { type Listing, type Position, START } from '../domain/listing.js';
import { askRow, asTyped, choiceOf } from './ask.js';
import { PREVIEW_FAILURE } from './failure/row.js';
import { actions, button, context, type Message } from './message.js';
import { FIRST_PAGE } from './page-buttons.js';
import { picker } from './picker.js';
import { isSlip, problemInWords } from './problem.js';
import { line, richText, text } from './rich-text.js';
import { escapeMrkdwn } from './text.js';

/** On a button whose page is unknown: shows the picker. */
export const START_AGAIN = 'start-again';

/** A refusal with a row of buttons. @param reference The log's; only where something is broken. */
export function refusalView(sentence: string, reference?: string, rows: KnownBlock[] = []): Message {
  return {
    text: escapeMrkdwn(reference ? `${sentence} (reference ${reference})` : sentence),
    blocks: [
      richText([line(text('⚠️ '), text(sentence))]),
      ...rows,
      ...(reference ? [context(`Reference ${reference}`)] : []),
    ],
  };
}

export interface Asked {
  action: string;
  listing: Listing;
  position: Position;
}

/** What AWS's refusal means, with the button that helps. @param names Similar names. */
export function awsRefusalView(problem: AwsProblem, asked: Asked, reference: string, names: string[] = []): Message {
  const sentence = problemInWords(problem, { ...asked, hasCloseNames: names.length > 0 });
  return refusalView(sentence, isSlip(problem) ? undefined : reference, wayOn(problem, asked, names));
}

function wayOn({ kind }: AwsProblem, asked: Asked, names: string[]): KnownBlock[] {
  const { listing, position, action } = asked;
  const { pipelineName, region } = listing;
  switch (kind) {
    case 'not-listable':
      return [];
    case 'pipeline-not-found':
      return names.length ? askRow(choiceOf(names, region, intentOf(asked))) : [picker()];
    case 'execution-not-found': {
      const guess = { pipelineName, ...(region && { region }) };
      return askRow([{ label: 'Show all runs', text: asTyped(guess), spoken: `Show all runs of ${pipelineName}` }]);
    }
    case 'invalid-token':
    case 'invalid-request':
      return buttons(listing, [['Start again', FIRST_PAGE, START]]);
    default:
      return buttons(listing, [
        ['Try again', action, position],
        ...(position.token === undefined ? [] : [['First page', FIRST_PAGE, START] as const]),
      ]);
  }
}

const intentOf = ({ action, listing }: Asked) =>
  action === PREVIEW_FAILURE ? 'failure' : listing.failedOnly ? 'failed' : 'list';

function buttons(
  listing: Listing,
  ways: readonly (readonly [label: string, action: string, position: Position])[],
): KnownBlock[] {
  const blockId = encodeListing(listing);
  const elements = ways.flatMap(([label, action, position]) => {
    const strings = encodePosition(action, blockId, position);
    return strings ? [button(label, strings, { accessibilityLabel: `${label}: ${listing.pipelineName}` })] : [];
  });
  return elements.length ? [actions(blockId, elements)] : [];
}

/** A button that can't be decoded; its listing may still be known. */
export function staleButtonView(reference: string, listing: Listing | undefined): Message {
  const row = listing
    ? buttons(listing, [['Start again', FIRST_PAGE, START]])
    : [actions('start-again-row', [button('Start again', { actionId: START_AGAIN, value: 'pick' })])];
  return refusalView('This page is too old, start again.', reference, row);
}
