import { emoji } from './emoji.js';

/** The text of a plain_text object with its known `:names:` drawn; unknown ones stay. */
export function emojify({ text, emoji: draws = true }: { text: string; emoji?: boolean | undefined }): string {
  return draws ? text.replace(/:([a-z0-9_+-]{1,100}):/g, (whole, name: string) => emoji(name) ?? whole) : text;
}
