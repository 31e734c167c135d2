import type { Message } from '../../src/views/message.js';
import type { Suggestions } from '../../src/views/picker.js';

/** What a view makes: a message, a window, the options of a picker, or a sentence alone. */
export type Shown = Message | { title: { text: string }; blocks: unknown[] } | Suggestions | string;

/** A chapter of the catalogue; an entry is one line: when it is shown, and what the view makes of it. */
export interface Chapter {
  title: string;
  entries: readonly (readonly [when: string, shown: Shown])[];
}
