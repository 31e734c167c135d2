/**
 * A word without what chats and sentences put around it: `*name*`, `~name~`, "name", name's, (name), name?
 * What a pipeline's name can end in stays, so a full stop does.
 */
export function undecorate(word: string): string {
  // People, channels and groups come as <@U…>, <#C…>, <!subteam^S…>: none of them is a pipeline.
  if (/^<[@#!]/.test(word)) return '';
  return word
    .replace(/^[*~(["'<]+(?=.)/, '')
    .replace(/(?:\.{3}|[*~)\]"'>?!,;:…])+$/, '')
    .replace(/['’]s$/, '');
}
