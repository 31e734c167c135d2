import { emoji } from './emoji.js';

/** Replaces the known `:names:` of a plain_text object. */
export function emojify({ text, emoji: draws = true }: { text: string; emoji?: boolean | undefined }): string {
  return draws ? text.replace(/:([a-z0-9_+-]{1,100}):/g, (whole, name: string) => emoji(name) ?? whole) : text;
}
