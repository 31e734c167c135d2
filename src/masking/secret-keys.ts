/** Whether the name of a setting, variable or header says that its value is secret. */
export function isSecretKey(key: string): boolean {
  const words = wordsOf(key);
  const joined = words.join('');
  if (
    /accesskey|secretid$|sshkey$|accountkey$|signingkey$|encryptionkey$|masterkey$|deploykey$|amzsignature$|webhookur[il]$/.test(
      joined,
    )
  )
    return true;
  if (/secrets?manager/.test(joined) || DESCRIBES.has(words.at(-1) ?? '')) return false;
  if (isPlaceToken(words, joined)) return false;
  return STRONG.test(joined) || words.some((word) => WEAK.has(word) || /[a-z]token$/.test(word)) || isShort(words);
}

/** Whether a key ends in an unambiguous word: for text where a colon may separate something else. */
export const endsInStrongWord = (key: string): boolean =>
  /(?:password|passwd|passphrase|passcode|secret|apikey|privatekey)$/.test(wordsOf(key).join(''));

/** `dbPassword`, `DB_PASSWORD` and `db-password` are two words each. */
const wordsOf = (key: string): string[] =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

const STRONG = /password|passwd|passphrase|passcode|secret|apikey|privatekey|credentials?|webhook/;
const WEAK = new Set(['token', 'auth', 'authorization', 'jwt', 'bearer', 'cookie', 'pwd', 'oauth', 'xauth']);

/** Too short to mean a secret alone (`pass: 12` in test output), but not as the end of `DB_PASS`. */
const isShort = (words: string[]) => words.length > 1 && ['pass', 'pat', 'pw'].includes(words.at(-1) ?? '');

/** Page tokens and idempotency tokens are no secrets. */
const isPlaceToken = (words: string[], joined: string) =>
  /(?:next|continuation|page|paging|pagination|request|idempotency|starting|start|resume|approval)token$/.test(
    joined,
  ) && !words.some((word) => word === 'secret' || word === 'password');

/** A key that ends in one of these describes a secret and does not hold it. */
const DESCRIBES = new Set(
  (
    'name names arn arns id ids type length count expiry expires expiration ttl path file policy enabled required ' +
    'endpoint version region mode method methods provider size limit algorithm stdin rotation days age helper service ' +
    'server manager store error errors failed failure status scope scopes url uri'
  ).split(' '),
);
