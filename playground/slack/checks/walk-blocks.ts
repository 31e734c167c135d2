import type { Json } from '../protocol.js';

/** An interactive element and its path in the list of blocks: `/0/elements/1`. */
export interface PlacedElement {
  element: Json;
  block: Json;
  pointer: string;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every element of `actions`, `section` and `input` blocks, in reading order. */
export function everyElement(blocks: Json[]): PlacedElement[] {
  return blocks.flatMap((block, index) => elementsOf(block, `/${index}`));
}

function elementsOf(block: Json, pointer: string): PlacedElement[] {
  switch (block.type) {
    case 'actions':
      return objects(block.elements).map((element, at) => ({ element, block, pointer: `${pointer}/elements/${at}` }));
    case 'section':
      return isObject(block.accessory) ? [{ element: block.accessory, block, pointer: `${pointer}/accessory` }] : [];
    case 'input':
      return isObject(block.element) ? [{ element: block.element, block, pointer: `${pointer}/element` }] : [];
    default:
      return [];
  }
}
