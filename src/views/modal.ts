import type { KnownBlock, ModalView } from '@slack/types';
import { type ActionAddress, decodeAddress, encodeAddress } from '../cursor/action-address.js';
import { decodeListing, decodePosition, encodeListing, encodePosition } from '../cursor/page-cursor.js';
import { accountIn, fullName } from '../domain/account.js';
import type { Listing, Position } from '../domain/listing.js';
import { context, paragraph } from './message.js';
import { cut } from './text.js';

/** docs.slack.dev/reference/views/modal-views; the limit of bytes is ours. */
export const MODAL = { title: 24, blocks: 100, bytes: 80_000, metadata: 3000 } as const;

export interface Subject {
  listing: Listing;
  address: ActionAddress;
}

export interface PageSubject {
  listing: Listing;
  position: Position;
  responseUrl: string; // to replace the page; works for 30 minutes and five messages
}

export type About = Subject | PageSubject;

export const modal = (title: string, about: About | undefined, blocks: KnownBlock[]): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: cut(title, MODAL.title) },
  close: { type: 'plain_text', text: 'Close' },
  ...(about && { private_metadata: writeAbout(about) }),
  blocks,
});

/** For windows that don't name the pipeline: which it is, where it could be another account's. */
export const accountRow = (about: About): KnownBlock[] => accountWords(about).map(context);

const accountWords = ({ listing }: About): string[] =>
  accountIn(listing.region ?? '') === undefined ? [] : [fullName(listing)];

export const loadingView = (title: string, about: About): ModalView =>
  modal(title, about, [paragraph(`⏳ Asking AWS about ${fullName(about.listing)} …`)]);

/** One sentence in place of the content. @param rows Buttons that help. */
export const problemView = (
  title: string,
  about: About | undefined,
  sentence: string,
  reference: string,
  rows: KnownBlock[] = [],
): ModalView =>
  modal(title, about, [
    paragraph(`⚠️ ${sentence}`),
    ...rows,
    context([`Reference ${reference}`, ...(about ? accountWords(about) : [])].join(' · ')),
  ]);

function writeAbout(about: About): string {
  const blockId = encodeListing(about.listing);
  if ('address' in about) return `${blockId} ${encodeAddress(about.address)}`;
  const strings = encodePosition(PAGE, blockId, about.position);
  const whole = `${blockId} ${strings?.actionId} ${strings?.value} ${about.responseUrl}`;
  return strings && whole.length <= MODAL.metadata ? whole : '';
}

const PAGE = 'page'; // in place of an action's name

export const notListed = (listing: Listing): string =>
  `AWS no longer lists this action of ${fullName(listing)}: it keeps twelve months. Refresh the page.`;

/** Undefined for metadata that this program did not write. */
export function readSubject(privateMetadata: string | undefined): Subject | undefined {
  const [blockId = '', value = ''] = privateMetadata?.split(' ') ?? [];
  const listing = decodeListing(blockId);
  const address = decodeAddress(value);
  return 'fault' in listing || !address ? undefined : { listing, address };
}

/** Undefined for metadata that this program did not write. */
export function readPageSubject(privateMetadata: string | undefined): PageSubject | undefined {
  const [blockId = '', actionId = '', value = '', responseUrl = ''] = privateMetadata?.split(' ') ?? [];
  const listing = decodeListing(blockId);
  const position = decodePosition({ blockId, actionId, value });
  if ('fault' in listing || 'fault' in position || !URL.canParse(responseUrl)) return undefined;
  return { listing, position, responseUrl };
}

export const viewBytes = (blocks: KnownBlock[]): number => Buffer.byteLength(JSON.stringify(blocks));
