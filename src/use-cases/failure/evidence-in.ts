/** Lines of a log that are shown beside the reason. */
const MOST = 3;

/** A word for an error that stands for itself: no part of a name, no `0 errors`, no `error.ts`. */
const ERROR =
  /(?<![\w./@-])(?<!\b(?:0|no|without|any) )(?:\w*(?:Error|Exception)|ERROR|errors?|fatal|FATAL|panic|FAIL|FAILED|FAILURE|failed|ERR!)(?![\w/@-]|\.\w)/;
/** Less certain words: looked for where there is none of the others. */
const TROUBLE =
  /\b(?:command not found|no such file|not found|cannot|can't|could not|couldn't|unable to|denied|timed out|segmentation fault|killed|undefined reference|missing|invalid|unexpected)\b/i;
/** What went well, or only warns, whatever words its name has. */
const FINE = /^\s*(?:✓|√|✔|PASS\b|ok\b|passed\b|npm warn\b|(?:\S+: )?warning\b)/i;

/** The first line that speaks of an error, and what follows it; else the last lines. At most three, with words in them. */
export function evidenceIn(lines: string[]): string[] {
  const said = lines.filter((line) => /[\p{L}\p{N}]/u.test(line)).map((line) => line.trim());
  const first = [ERROR, TROUBLE]
    .map((words) => said.findIndex((line) => words.test(line) && !FINE.test(line)))
    .find((at) => at >= 0);
  return first === undefined ? said.slice(-MOST) : said.slice(first, first + MOST);
}
