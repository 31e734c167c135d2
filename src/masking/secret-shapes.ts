/** First of all, for it spans lines: behind a key only its first line would be taken for the value. */
export const PRIVATE_KEY =
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/g;

/** What credentials of known makers look like, and where a credential stands in a URL or a command. */
export const SHAPES: RegExp[] = [
  // An AWS secret access key is 40 characters of base64: one only near a word, or a key id, that says so.
  /(?<![\w/+=])(?=[\w/+]{40}(?![\w/+=]))(?=\S{0,39}[A-Z])(?=\S{0,39}[a-z])(?=\S{0,39}\d)(?<=(?:[Ss]ecret|SECRET|[Aa]ccess[ _-]?[Kk]ey|ACCESS_KEY|A[KS]IA[A-Z0-9]{16})[^\n]{0,60})[\w/+]{40}/g,
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/g,
  /\b(?:xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{10,})/g,
  /(?<=https:\/\/hooks\.slack(?:-gov)?\.com\/)(?:services|workflows|triggers)\/[^\s"'<>]+/g,
  /\b(?:[sr]k_(?:live|test)_\w{10,}|whsec_\w{20,}|npm_[A-Za-z0-9]{30,}|hvs\.[\w-]{20,}|SG\.[\w-]{16,99}\.[\w-]{16,})/g,
  /\b(?:gl(?:pat|ptt|dt|rt|cbt|ft|soat)-[\w.-]{16,}|AIza[\w-]{35}|sk-(?:proj-|ant-)?\w[\w-]{30,}|pypi-[\w-]{50,})/g,
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  /(?<=:\/\/[^\s/:@"']{0,200}:)[^\s/"'<>]{1,500}(?=@)/g,
  /(?<=:\/\/)[\w-]{20,500}(?=@)/g,
  /(?<=\b(?:Bearer|Basic)\s)(?=\S*\d)[A-Za-z0-9+/=_.~-]{16,}/gi,
  /(?<=[?&](?:X-Amz-Signature|Signature|sig)=)[^\s&"'<>]{8,}/gi,
  /(?<=\bcurl\b[^\n]{0,300}\s(?:-u|--user)[ =]["']?[^\s:"']{1,200}:)[^\s"']+/g,
  /(?<=\bdocker login\b[^\n]{0,300}\s-p[ =]?["']?)[^\s"']+/g,
];
