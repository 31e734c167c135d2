import type { Button, ConfirmationDialog, KnownBlock, ModalView } from '@slack/types';
import { fullName } from '../domain/account.js';
import { listCommand, pageCommandFile } from './cli-command.js';
import { pipelineUrl } from './console-links.js';
import type { Message } from './message.js';
import { actions, button, context, paragraph } from './message.js';
import { accountRow, modal, type PageSubject } from './modal.js';
import { bold, line, link, richText, text } from './rich-text.js';

export const MORE_TITLE = 'More';

export const MORE_REFRESH = 'more-refresh';
export const MORE_FIRST = 'more-first';
export const MORE_FAILED = 'more-failed';
export const MORE_ALL = 'more-all';
export const MORE_SHARE = 'more-share';
export const MORE_COMMAND = 'more-command';

/** Slack's limit for a text is 3,000; longer commands take several blocks. */
const LONGEST_TEXT = 2900;

/** What can be done with the page behind the window. @param region The listing's. */
export function moreView(about: PageSubject, region: string): ModalView {
  const { listing, position } = about;
  const name = link(pipelineUrl(region, listing.pipelineName), listing.pipelineName, { bold: true });
  return modal(MORE_TITLE, about, [
    richText([line(name, text(` · page ${position.pageNumber} · ${region}`))]),
    pageRow(about),
    ...commandBlocks(about, region),
  ]);
}

function pageRow({ listing, position }: PageSubject): KnownBlock {
  const isFirst = position.token === undefined && position.skip === 0;
  return actions('more-row', [
    moreButton(MORE_REFRESH, 'Refresh', 'Refresh: read this page again'),
    ...(isFirst ? [] : [moreButton(MORE_FIRST, 'First page', 'First page of this list')]),
    listing.failedOnly
      ? moreButton(MORE_ALL, 'All actions', 'All actions, from the first page on')
      : moreButton(MORE_FAILED, 'Only failed', 'Only failed ones of the newest 100 actions'),
    {
      ...moreButton(MORE_SHARE, 'Share…', 'Share… this page with the channel'),
      confirm: askFirst(position.pageNumber),
    },
  ]);
}

const moreButton = (action: string, label: string, accessibilityLabel: string): Button =>
  button(label, { actionId: action, value: action }, { accessibilityLabel });

const plain = (words: string) => ({ type: 'plain_text' as const, text: words });

const askFirst = (pageNumber: number): ConfirmationDialog => ({
  title: plain('Share this page?'),
  text: plain(`Page ${pageNumber} is posted to the channel, for everyone in it to see, with your name.`),
  confirm: plain('Share'),
  deny: plain('Cancel'),
});

function commandBlocks({ listing, position }: PageSubject, region: string): KnownBlock[] {
  const parts = listCommand(listing, region).match(new RegExp(`[^]{1,${LONGEST_TEXT}}`, 'g')) ?? [];
  const command = parts.map((part) => ({ type: 'text' as const, text: part }));
  return [
    richText([
      line(bold('AWS CLI'), text(', from the newest action on')),
      { type: 'rich_text_preformatted', elements: command },
    ]),
    ...(pageCommandFile(listing, region, position)
      ? [actions('more-command-row', [moreButton(MORE_COMMAND, 'Send command for this page', COMMAND_SPOKEN)])]
      : []),
  ];
}

const COMMAND_SPOKEN = 'Send command for this page as a file to me';

const DONE: Record<string, string> = {
  [MORE_REFRESH]: 'The page was read again.',
  [MORE_FIRST]: 'The first page is there.',
  [MORE_FAILED]: 'The page shows what failed among the newest 100 actions.',
  [MORE_ALL]: 'The page shows all actions.',
  [MORE_SHARE]: 'The page was shared with the channel.',
};

export const doneView = (about: PageSubject, action: string): ModalView =>
  modal(MORE_TITLE, about, [
    paragraph(`✅ ${DONE[action] ?? 'Done.'}`),
    context('Close this window to see it.'),
    ...accountRow(about),
  ]);

/** A refusal without its buttons, which only work in a message. */
export const noPageView = (about: PageSubject, refusal: Message, region: string): ModalView =>
  modal(MORE_TITLE, about, [
    ...refusal.blocks.filter(({ type }) => type !== 'actions'),
    pageRow(about),
    context(region),
  ]);

/** A response_url works for 30 minutes and five times. */
export const tooLateSentence = ({ listing }: PageSubject): string =>
  `Slack lets a page be changed for 30 minutes: type /pipeline-actions ${fullName(listing)} again.`;

export const NOT_TAKEN = 'Slack did not say whether it took the page: look behind this window before you try again.';

export const commandComment = ({ listing, position }: PageSubject): string =>
  `The AWS CLI command for page ${position.pageNumber} of ${fullName(listing)}, as you asked.`;

export const commandSentView = (about: PageSubject, name: string): ModalView =>
  modal(MORE_TITLE, about, [paragraph(`📄 ${name} was sent to you as a direct message.`), ...accountRow(about)]);
