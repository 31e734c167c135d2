import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../protocol.js';
import { note } from './slack-words.js';
import { everyElement, objects } from './walk-blocks.js';

/** Faults between properties that are each valid. */
export function elementFaults(blocks: Json[], pointer: string): string[] {
  return everyElement(blocks).flatMap(({ element, pointer: at }) => [
    ...initialFaults(element).map((property) => note('must be one of the options', `${pointer}${at}/${property}`)),
    ...lengthFaults(element).map(([words, property]) => note(words, `${pointer}${at}/${property}`)),
  ]);
}

/** An initial option must equal one of the options in all parts. */
function initialFaults(element: Json): string[] {
  const grouped = objects(element.option_groups).flatMap((group) => objects(group.options));
  const options = [...objects(element.options), ...grouped];
  // The options of an external_select are unknown.
  if (options.length === 0) return [];
  const isOffered = (initial: Json) => options.some((option) => isDeepStrictEqual(option, initial));
  return ['initial_option', 'initial_options'].filter(
    (property) => !objects([element[property]].flat()).every(isOffered),
  );
}

function lengthFaults({ type, initial_value: initial, min_length: min, max_length: max }: Json): [string, string][] {
  if (type !== 'plain_text_input' || typeof max !== 'number') return [];
  const faults: [string, string][] = [];
  if (typeof min === 'number' && min > max) faults.push([`must be less than ${max + 1}`, 'min_length']);
  if (typeof initial === 'string' && initial.length > max)
    faults.push([`must be less than ${max + 1} characters`, 'initial_value']);
  return faults;
}
