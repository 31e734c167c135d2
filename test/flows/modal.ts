import type { Delivery, Json, Message, View } from '../../playground/index.js';
import { DETAILS } from '../../src/views/details-select.js';
import type { World } from './start-world.js';

/** What a person does with a page's Details… select and in the modals that it opens. */

export interface ModalButton {
  label: string;
  blockId: string;
  actionId: string;
  url?: string;
}

export interface Options {
  blockId: string;
  options: { text: string; value: string }[];
}

/** The Details… select of a message or view. */
export function detailsOf({ blocks }: { blocks: Json[] }): Options {
  const [found] = elementsOf({ blocks }).filter(({ element }) => element.action_id === DETAILS);
  if (!found) throw new Error('There is no Details… select.');
  const options = (found.element.options as Json[]).map(({ text, value }) => ({
    text: textOf(text),
    value: String(value),
  }));
  return { blockId: found.blockId, options };
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
  const press = async (label: string) => {
    const view = top();
    const button = buttonsOf(view).find((candidate) => candidate.label === label);
    if (!button) throw new Error(`There is no button ${label}, only ${labelsOf(view).join(', ')}`);
    return slack.click({ viewId: view.id, blockId: button.blockId, actionId: button.actionId });
  };
  /** Every click ends in a line of the log. */
  const done = async (act: () => Promise<Delivery>) => {
    const lines = log.length;
    await act();
    await world.logged((line) => log.indexOf(line) >= lines);
    return top();
  };
  return {
    choose,
    press,
    chosen: (from, match) => done(() => choose(from, match)),
    pressed: (label) => done(() => press(label)),
    top,
  };
}
