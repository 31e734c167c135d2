/** Strips markup around a word: *name*, ~name~, "name", name's. Keeps a full stop: names may end in one. */
export function undecorate(word: string): string {
  // People, channels and groups (<@U…>, <#C…>, <!subteam^S…>) are no pipelines.
  if (/^<[@#!]/.test(word)) return '';
  return word
    .replace(/^[*~(["'<]+(?=.)/, '')
    .replace(/(?:\.{3}|[*~)\]"'>?!,;:…])+$/, '')
    .replace(/['’]s$/, '');
}
