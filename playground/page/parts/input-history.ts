/** What was sent before, for the up and down arrows. */
export interface InputHistory {
  add(text: string): void;
  /** The text one step back (-1) or on (1), `''` after the newest; null while the user edits a text. */
  recall(step: -1 | 1, current: string): string | null;
}

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
