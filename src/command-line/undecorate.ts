/**
 * Strips punctuation and markup around a word: `*name*`, `~name~`, "name", name's, (name), name? Keeps a final full
 * stop, which a pipeline's name may have.
 */
export function undecorate(word: string): string {
  // People, channels and groups (<@U…>, <#C…>, <!subteam^S…>) are no pipelines.
  if (/^<[@#!]/.test(word)) return '';
  return word
    .replace(/^[*~(["'<]+(?=.)/, '')
    .replace(/(?:\.{3}|[*~)\]"'>?!,;:…])+$/, '')
    .replace(/['’]s$/, '');
}
