import type { Delivery, Json, Message, View } from '../../playground/index.js';
import { decodeAddress } from '../../src/cursor/action-address.js';
import { splitActionId } from '../../src/cursor/page-cursor.js';
import { MORE } from '../../src/views/page-buttons.js';
import { DETAILS } from '../../src/views/run-choices.js';
import { type Option, optionsOf } from './gestures.js';
import type { World } from './start-world.js';

/** What a person does with a page's select and in the modals that it opens. */

export interface ModalButton {
  label: string;
  blockId: string;
  actionId: string;
  url?: string;
}

/** The actions that a message or view offers. */
export function detailsOf(from: { blocks: Json[] }): { blockId: string; options: Pick<Option, 'text' | 'value'>[] } {
  const options = optionsOf(from).filter(({ actionId, value }) => actionId === DETAILS && decodeAddress(value));
  const [first] = options;
  if (!first) throw new Error('There is nothing to open.');
  return { blockId: first.blockId, options: options.map(({ text, value }) => ({ text, value })) };
}

export const buttonsOf = (view: { blocks: Json[] }): ModalButton[] =>
  elementsOf(view)
    .filter(({ element }) => element.type === 'button')
    .map(({ element, blockId }) => ({
      label: textOf(element.text),
      blockId,
      actionId: String(element.action_id),
      ...(element.url !== undefined && { url: String(element.url) }),
    }));

export const labelsOf = (view: { blocks: Json[] }): string[] => buttonsOf(view).map(({ label }) => label);

const elementsOf = ({ blocks }: { blocks: Json[] }) =>
  blocks.flatMap((block) =>
    ((block.elements ?? []) as Json[]).map((element) => ({ element, blockId: String(block.block_id) })),
  );
const textOf = (text: unknown) => (text as { text: string }).text;

export interface Modals {
  /** Chooses a row under a page, or in the view on top; what comes of it is not waited for. */
  choose(from: Message | View, match: RegExp): Promise<Delivery>;
  /** Clicks a button of the view on top; what comes of it is not waited for. */
  press(label: string): Promise<Delivery>;
  /** Opens **More…** of a page. */
  more(page: Message): Promise<View>;
  /** The same, and the view on top when the bot is done with it. */
  chosen(from: Message | View, match: RegExp): Promise<View>;
  pressed(label: string): Promise<View>;
  top(): View;
}

export function modalsOf(world: World): Modals {
  const { slack, log } = world;
  const top = () => {
    const view = slack.viewSeenBy();
    if (!view) throw new Error('No modal is open.');
    return view;
  };
  const choose = async (from: Message | View, match: RegExp) => {
    const { blockId, options } = detailsOf(from);
    const option = options.find(({ text }) => match.test(text));
    if (!option) throw new Error(`No option is like ${match}: ${options.map(({ text }) => text).join(', ')}`);
    const place = 'ts' in from ? { message: { channel: from.channel, ts: from.ts } } : { viewId: from.id };
    return slack.click({ ...place, blockId, actionId: DETAILS, selectedValue: option.value });
  };
  const buttonNamed = (label: string) => {
    const button = buttonsOf(top()).find((candidate) => candidate.label === label);
    if (!button) throw new Error(`There is no button ${label}, only ${labelsOf(top()).join(', ')}`);
    return button;
  };
  const actionOf = (label: string) => splitActionId(buttonNamed(label).actionId)[0];
  const press = async (label: string) => {
    const view = top();
    const button = buttonNamed(label);
    return slack.click({ viewId: view.id, blockId: button.blockId, actionId: button.actionId });
  };
  /** Every click ends in a line of the log, which names it; those of clicks before may still come. */
  const done = async (what: string, act: () => Promise<Delivery>) => {
    const before = log.filter((line) => line.what === what).length;
    await act();
    await world.logged((line) => line.what === what && log.filter((one) => one.what === what).length > before);
    return top();
  };
  return {
    choose,
    press,
    more: (page) =>
      done(MORE, async () => {
        const button = buttonsOf(page).find(({ label }) => label === 'More…');
        if (!button) throw new Error('The page has no More….');
        const { channel, ts, blocks } = page;
        return slack.click({ message: { channel, ts, blocks }, blockId: button.blockId, actionId: button.actionId });
      }),
    chosen: (from, match) => done(DETAILS, () => choose(from, match)),
    pressed: (label) => done(actionOf(label), () => press(label)),
    top,
  };
}
