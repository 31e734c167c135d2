import type { KnownBlock, ModalView } from '@slack/types';
import { type ActionAddress, decodeAddress, encodeAddress } from '../cursor/action-address.js';
import { decodeListing, encodeListing } from '../cursor/page-cursor.js';
import type { Listing } from '../domain/listing.js';
import { context, paragraph } from './message.js';
import { cut } from './text.js';

/** Slack's limits for a modal (docs.slack.dev/reference/views/modal-views); the bytes are ours, Slack names none. */
export const MODAL = { title: 24, blocks: 100, bytes: 80_000 } as const;

/** What a modal is about; it rides in its private_metadata. */
export interface Subject {
  listing: Listing;
  address: ActionAddress;
}

export const modal = (title: string, subject: Subject | undefined, blocks: KnownBlock[]): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: cut(title, MODAL.title) },
  close: { type: 'plain_text', text: 'Close' },
  ...(subject && { private_metadata: `${encodeListing(subject.listing)} ${encodeAddress(subject.address)}` }),
  blocks,
});

/** What is there at once, while AWS is asked. */
export const loadingView = (title: string, subject: Subject): ModalView =>
  modal(title, subject, [paragraph(`⏳ Asking AWS about ${subject.listing.pipelineName} …`)]);

/** One sentence and a next step in place of what should be there. @param rows Buttons that help. */
export const problemView = (
  title: string,
  subject: Subject | undefined,
  sentence: string,
  reference: string,
  rows: KnownBlock[] = [],
): ModalView => modal(title, subject, [paragraph(`⚠️ ${sentence}`), ...rows, context(`Reference ${reference}`)]);

export const notListed = ({ pipelineName }: Listing): string =>
  `AWS no longer lists this action execution of ${pipelineName}: it keeps twelve months. Refresh the page.`;

/** The subject of a modal that this program made; undefined for anything else. */
export function readSubject(privateMetadata: string | undefined): Subject | undefined {
  const [blockId = '', value = ''] = privateMetadata?.split(' ') ?? [];
  const listing = decodeListing(blockId);
  const address = decodeAddress(value);
  return 'fault' in listing || !address ? undefined : { listing, address };
}

/** Bytes of a view on its way to Slack. */
export const viewBytes = (blocks: KnownBlock[]): number => Buffer.byteLength(JSON.stringify(blocks));
