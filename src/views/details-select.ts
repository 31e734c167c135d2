import type { ActionsBlock, PlainTextOption } from '@slack/types';
import { encodeAddress } from '../cursor/action-address.js';
import { encodeListing } from '../cursor/page-cursor.js';
import { type ActionExecution, durationOf } from '../domain/action-execution.js';
import type { Listing } from '../domain/listing.js';
import { actions, SLACK } from './message.js';
import { statusWord } from './status.js';
import { counted, cut, durationInWords, oneLine } from './text.js';

/** The select under a page: a row of it → everything AWS says of that action execution. */
export const DETAILS = 'details';

export interface DetailsSelect {
  /** None where no row can be chosen. */
  blocks: ActionsBlock[];
  /** Says which rows can't be chosen, and why; empty when all can. */
  note: string;
  /** Characters of all options together. */
  length: number;
}

/** Options of a long page are kept short: a message holds only so many characters. */
const LONG_PAGE = 25;
const SHORT_OPTION = 36;
/** Below this an option says too little to choose by. */
const SHORTEST_OPTION = 12;
const PLACEHOLDER = 'Details…';

/**
 * @param room Characters that the options may have together; with too few for all rows, the failed ones are offered.
 */
export function detailsSelect(
  listing: Listing,
  rows: ActionExecution[],
  now: Date,
  room: number = SLACK.rendered,
): DetailsSelect {
  const known = rows.filter((row) => encodeAddress(row) !== undefined);
  const chosen = fitRows(known, room);
  const most = Math.min(chosen.length > LONG_PAGE ? SHORT_OPTION : SLACK.optionText, wholes(room, chosen.length));
  const options = chosen.map((row) => option(row, most, now));
  return {
    blocks: options.length ? [selectRow(listing, options)] : [],
    note: noteOn(rows.length - known.length, known.length - chosen.length),
    length: options.reduce((sum, { text }) => sum + text.text.length, 0),
  };
}

const wholes = (room: number, parts: number) => Math.max(SHORTEST_OPTION, Math.floor(room / Math.max(1, parts)));

/** All rows where they fit, else the failed ones, which are what people look into; never more than a select holds. */
function fitRows(rows: ActionExecution[], room: number): ActionExecution[] {
  const most = Math.max(1, Math.min(SLACK.options, Math.floor(room / SHORTEST_OPTION)));
  if (rows.length <= most) return rows;
  const failed = rows.filter(({ status }) => status === 'Failed');
  return (failed.length ? failed : rows).slice(0, most);
}

function option(row: ActionExecution, length: number, now: Date): PlainTextOption {
  const { status, stageName = 'no stage', actionName = 'no action' } = row;
  const duration = durationOf(row, now);
  const words = `${statusWord(status)} · ${oneLine(stageName)} › ${oneLine(actionName)}`;
  const took = duration === undefined ? '' : ` · ${durationInWords(duration)}`;
  const text = words.length + took.length <= length ? words + took : cut(words, length);
  return { text: { type: 'plain_text', text }, value: encodeAddress(row) ?? '' };
}

const selectRow = (listing: Listing, options: PlainTextOption[]): ActionsBlock =>
  actions(encodeListing(listing), [
    {
      type: 'static_select',
      action_id: DETAILS,
      placeholder: { type: 'plain_text', text: PLACEHOLDER },
      options,
    },
  ]);

function noteOn(unknown: number, left: number): string {
  const notes = [
    ...(unknown ? [`${PLACEHOLDER} leaves ${counted(unknown, 'row')} out, whose ids are not the usual UUIDs.`] : []),
    ...(left ? [`${PLACEHOLDER} leaves ${counted(left, 'row')} out to fit one message: use a smaller page.`] : []),
  ];
  return notes.join(' ');
}
