import type { Json } from '../protocol.js';

/** An interactive element with where it lies, counted from the list of blocks: `/0/elements/1`. */
export interface PlacedElement {
  element: Json;
  block: Json;
  pointer: string;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list's objects; nothing for what is no list. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every block, those inside a `container` too, in reading order, with its pointer from the list of blocks. */
export function everyBlock(blocks: Json[]): { block: Json; pointer: string }[] {
  return blocks.flatMap((block, index) => [
    { block, pointer: `/${index}` },
    ...objects(block.child_blocks).map((child, at) => ({ block: child, pointer: `/${index}/child_blocks/${at}` })),
  ]);
}

/** Every element of `actions`, `context_actions`, `section`, `input` and `card` blocks, in reading order. */
export function everyElement(blocks: Json[]): PlacedElement[] {
  return everyBlock(blocks).flatMap(({ block, pointer }) => elementsOf(block, pointer));
}

function elementsOf(block: Json, pointer: string): PlacedElement[] {
  const placed = (key: string) => (element: Json, at: number) => ({
    element,
    block,
    pointer: `${pointer}/${key}/${at}`,
  });
  switch (block.type) {
    case 'actions':
    case 'context_actions':
      return objects(block.elements).map(placed('elements'));
    case 'card':
      return objects(block.actions).map(placed('actions'));
    case 'carousel':
      return objects(block.elements).flatMap((card, at) => elementsOf(card, `${pointer}/elements/${at}`));
    case 'section':
      return isObject(block.accessory) && block.accessory.type !== 'image'
        ? [{ element: block.accessory, block, pointer: `${pointer}/accessory` }]
        : [];
    case 'input':
      return isObject(block.element) ? [{ element: block.element, block, pointer: `${pointer}/element` }] : [];
    default:
      return [];
  }
}
