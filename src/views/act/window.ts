import type { KnownBlock, ModalView } from '@slack/types';
import { type ActAddress, encodeAct } from '../../cursor/act-address.js';
import { fullName } from '../../domain/account.js';
import type { Verb } from '../../domain/act.js';
import { executionUrl, pipelineUrl } from '../console-links.js';
import { context, paragraph } from '../message.js';
import { bold, line, link, richText, text } from '../rich-text.js';
import { shortId } from '../text.js';

/** The callback_id of every window for an act. */
export const ACT_WINDOW = 'act';

const TITLES: Record<Verb, string> = {
  approve: 'Approve',
  reject: 'Reject',
  retry: 'Retry',
  stop: 'Stop',
  'roll-back': 'Roll back',
};

/** A window that asks; what it is about rides in its private_metadata. */
export const askingWindow = (at: ActAddress, blocks: KnownBlock[]): ModalView => ({
  ...plainWindow(at.verb, blocks, 'Cancel'),
  callback_id: ACT_WINDOW,
  private_metadata: encodeAct(at),
  submit: { type: 'plain_text', text: TITLES[at.verb] },
});

/** A window that only tells. */
export const tellingWindow = (verb: Verb, blocks: KnownBlock[]): ModalView => plainWindow(verb, blocks, 'Close');

const plainWindow = (verb: Verb, blocks: KnownBlock[], close: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: TITLES[verb] },
  close: { type: 'plain_text', text: close },
  blocks,
});

/** While AWS is asked. */
export const loadingWindow = (at: ActAddress): ModalView =>
  tellingWindow(at.verb, [paragraph(`⏳ Asking AWS about ${fullName(at)} …`)]);

/** While AWS does it. */
export const workingWindow = (at: ActAddress): ModalView =>
  tellingWindow(at.verb, [paragraph(`⏳ Telling AWS about ${fullName(at)} …`)]);

/** One sentence in place of what should be there. */
export const problemWindow = (verb: Verb, sentence: string, reference: string, above: KnownBlock[] = []): ModalView =>
  tellingWindow(verb, [...above, paragraph(`⚠️ ${sentence}`), context(`Reference ${reference}`)]);

/** `payments-api · Approval › Approve · 1234abcd`: what the act is about. */
export function placeBlock(at: ActAddress): KnownBlock {
  const { region, pipelineName, pipelineExecutionId: id, stageName, actionName } = at;
  const place = [stageName, actionName].filter(Boolean).join(' › ');
  return richText([
    line(
      link(pipelineUrl(region, pipelineName), fullName(at), { bold: true }),
      text(place && ' · '),
      ...(place ? [bold(place)] : []),
      text(' · '),
      link(executionUrl(region, pipelineName, id), shortId(id)),
    ),
  ]);
}
