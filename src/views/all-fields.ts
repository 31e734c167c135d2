import type { ModalView } from '@slack/types';
import { fieldGroups } from './action-fields.js';
import { type Details, LATEST_ATTEMPTS, moreButton } from './details.js';
import { drawGroups } from './draw-groups.js';
import { actions, context } from './message.js';
import { modal, type Subject } from './modal.js';
import { counted } from './text.js';

export const ALL_FIELDS_TITLE = 'All fields';
export const SEND_FILE = 'send-file';

/** Everything AWS says of an action execution, in the API's own words; buttons lead to values that are cut. */
export function allFieldsView(subject: Subject, { action, masked, region, now }: Details): ModalView {
  const drawn = drawGroups(fieldGroups(action, { pipelineName: subject.listing.pipelineName, region, now }));
  const notes = [
    ...(masked ? [`${counted(masked, 'value')} masked.`] : []),
    ...(drawn.some(({ isCut }) => isCut) ? ['Show all and Send as file have what is cut here.'] : []),
    `${subject.listing.pipelineName} · ${region}`,
  ];
  return modal(ALL_FIELDS_TITLE, subject, [
    actions('fields-row', [
      moreButton(SEND_FILE, 'Send as file', 'Send as file: everything as JSON, to me'),
      moreButton(LATEST_ATTEMPTS, 'Latest attempts', 'Latest attempts of this run'),
    ]),
    ...drawn.flatMap(({ blocks }) => blocks),
    context(notes.join('\n')),
  ]);
}
