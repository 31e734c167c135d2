/** What was sent from the composer, for the up and down arrows. */
export interface InputHistory {
  add(text: string): void;
  /**
   * The text one step back (-1) or on (1), `''` past the newest, or null when the arrow is not meant for the history:
   * somebody is editing a text of their own.
   */
  recall(step: -1 | 1, current: string): string | null;
}

/** An empty history; it lives as long as the page. */
export function createInputHistory(): InputHistory {
  const sent: string[] = [];
  let at = 0;
  return {
    add(text) {
      if (sent.at(-1) !== text) sent.push(text);
      at = sent.length;
    },
    recall(step, current) {
      if (current !== (sent[at] ?? '')) {
        if (current !== '') return null;
        at = sent.length;
      }
      const next = Math.max(0, Math.min(sent.length, at + step));
      if (next === at) return null;
      at = next;
      return sent[at] ?? '';
    },
  };
}
