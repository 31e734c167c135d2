const MOST = 3;

/** An error word on its own: no part of a name, no `0 errors`, no `error.ts`. */
const ERROR =
  /(?<![\w./@-])(?<!\b(?:0|no|without|any) )(?:\w*(?:Error|Exception)|ERROR|errors?|fatal|FATAL|panic|FAIL|FAILED|FAILURE|failed|ERR!)(?![\w/@-]|\.\w)/;
/** Less certain words, used where the others do not occur. */
const TROUBLE =
  /\b(?:command not found|no such file|not found|cannot|can't|could not|couldn't|unable to|denied|timed out|segmentation fault|killed|undefined reference|missing|invalid|unexpected)\b/i;
/** Passed tests and warnings, whatever words their names contain. */
const FINE = /^\s*(?:✓|√|✔|PASS\b|ok\b|passed\b|npm warn\b|(?:\S+: )?warning\b)/i;

/** The first line about an error and those after it, else the last lines; at most three. */
export function evidenceIn(lines: string[]): string[] {
  const said = lines.filter((line) => /[\p{L}\p{N}]/u.test(line)).map((line) => line.trim());
  const first = [ERROR, TROUBLE]
    .map((words) => said.findIndex((line) => words.test(line) && !FINE.test(line)))
    .find((at) => at >= 0);
  return first === undefined ? said.slice(-MOST) : said.slice(first, first + MOST);
}
