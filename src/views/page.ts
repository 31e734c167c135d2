import type { RichTextBlock } from '@slack/types';
import { fullName } from '../domain/account.js';
import type { ListedPage } from '../use-cases/list-page.js';
import { pipelineUrl } from './console-links.js';
import { fitRuns } from './fit-runs.js';
import { context, type Message, SLACK } from './message.js';
import { pagingRow, sharedRow } from './page-buttons.js';
import { pageInWords, pageSentence, smallPrint } from './page-words.js';
import { line, link, renderedLength, richText, text, user } from './rich-text.js';
import { runChoices } from './run-choices.js';
import { namesFor } from './run-words.js';
import { escapeMrkdwn } from './text.js';

export interface PageOptions {
  now: Date;
  notes?: string[]; // notes about the command, shown once
  sharedBy?: string;
  canAct?: boolean | undefined; // whether to offer acts on its runs
}

const BUTTONS = 300; // room for the buttons and notes, which depend on what is drawn

/** A page of action executions, an entry for each run; within Slack's limits for any page of AWS's. */
export function pageView(page: ListedPage, { now, notes = [], sharedBy, canAct }: PageOptions): Message {
  const isShared = sharedBy !== undefined;
  const { listing, rows, runs } = page;
  const { row, isTooLong } = isShared ? { row: sharedRow(page), isTooLong: false } : pagingRow(page);
  const choices = isShared ? undefined : runChoices({ listing, runs, rows, nameOf: namesFor(runs), now, canAct });
  const header = headline(page, sharedBy);
  const small = smallPrint(page, [...notes, ...(isTooLong ? [TOO_LONG] : [])]);
  const beside = renderedLength(header.elements) + small.length + (choices?.length ?? 0) + BUTTONS;
  const { blocks, isCut } = fitRuns(page, now, SLACK.rendered - beside);
  return {
    text: escapeMrkdwn(pageSentence(page, isShared)),
    blocks: [
      header,
      ...blocks,
      context(isCut ? `${small}\nCut to fit one message: ${isCut}. A smaller page shows them whole.` : small),
      ...row,
      ...(choices?.blocks ?? []),
    ],
  };
}

const TOO_LONG = 'AWS’s token for the next page does not fit in a Slack button, so this page can’t lead on.';

function headline(page: ListedPage, sharedBy: string | undefined): RichTextBlock {
  const { listing, region } = page;
  const name = link(pipelineUrl(region, listing.pipelineName), fullName({ ...listing, region }), { bold: true });
  const shared = sharedBy ? [text(' · shared by '), user(sharedBy)] : [];
  return richText([line(name, ...pageInWords(page), ...shared)]);
}
