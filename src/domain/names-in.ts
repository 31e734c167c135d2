const MOST_WORDS = 5; // most words that a name may be split into

/** Which `names` occur in a phrase: `checkout service` is checkout-service. Of overlapping names the longest wins. */
export function namesIn(phrase: readonly string[], names: readonly string[]): string[] {
  const found: string[] = [];
  const byLetters = new Map(names.map((name) => [lettersOf(name), name]));
  for (let from = 0; from < phrase.length; from += 1) {
    const most = Math.min(MOST_WORDS, phrase.length - from);
    const lengths = Array.from({ length: most }, (_, less) => most - less);
    const match = lengths
      .map((length) => phrase.slice(from, from + length))
      .map((words) => ({ words, name: nameOf(words, names, byLetters) }))
      .find(({ name }) => name !== undefined);
    if (match?.name === undefined) continue;
    found.push(match.name);
    from += match.words.length - 1;
  }
  return [...new Set(found)];
}

function nameOf(words: readonly string[], names: readonly string[], byLetters: Map<string, string>) {
  const [word = ''] = words;
  return words.length === 1 && names.includes(word) ? word : byLetters.get(lettersOf(words.join('')) || '-');
}

const lettersOf = (name: string): string => name.toLowerCase().replace(/[-_.@]/g, '');
