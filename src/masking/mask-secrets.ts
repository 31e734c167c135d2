import { endsInStrongWord, isSecretKey } from './secret-keys.js';
import { PRIVATE_KEY, SHAPES } from './secret-shapes.js';

export const MASK = '[masked]';

/**
 * Masks credentials of known shapes and values of keys that name a secret, in text of any length. Ids, ARNs, commit
 * hashes, digests and S3 keys stay. `masked` counts the replaced values.
 */
export function maskText(text: string): { text: string; masked: number } {
  let masked = 0;
  const mask = (secret: string): string => {
    if (isHarmless(secret)) return secret;
    masked += 1;
    return MASK;
  };
  const named = maskBehindKeys(
    text.replace(PRIVATE_KEY, (secret) => mask(secret)),
    mask,
  );
  return { text: SHAPES.reduce((rest, shape) => rest.replace(shape, (secret) => mask(secret)), named), masked };
}

/** The same for settings and variables by name. CodeBuild's `EnvironmentVariables` keep their names and types. */
export function maskEntries(entries: Record<string, string>): { entries: Record<string, string>; masked: number } {
  let masked = 0;
  const shown = Object.entries(entries).map(([key, value]) => {
    const one = maskEntry(key, value);
    masked += one.masked;
    return [key, one.text] as const;
  });
  return { entries: Object.fromEntries(shown), masked };
}

function maskEntry(key: string, value: string): { text: string; masked: number } {
  if (key === 'EnvironmentVariables') return maskEnvironment(value);
  if (isSecretKey(key) && !isHarmless(value)) return { text: MASK, masked: 1 };
  return maskText(value);
}

/**
 * `[{"name":…,"value":…,"type":"PLAINTEXT"}]`: the other two types hold names of parameters and secrets. Without `type`
 * it is PLAINTEXT (CodePipeline user guide, CodeBuild action reference).
 */
function maskEnvironment(value: string): { text: string; masked: number } {
  const variables = parseList(value);
  if (!variables) return value.trim() ? { text: MASK, masked: 1 } : { text: value, masked: 0 };
  let masked = 0;
  const shown = variables.map((variable) => {
    if (/^(PARAMETER_STORE|SECRETS_MANAGER)$/.test(String(variable.type)) || isEmpty(variable.value)) return variable;
    masked += 1;
    return { ...variable, value: MASK };
  });
  return { text: masked ? JSON.stringify(shown) : value, masked };
}

const isEmpty = (value: unknown) => value === undefined || value === '' || value === MASK;

function parseList(value: string): Record<string, unknown>[] | undefined {
  try {
    const list: unknown = JSON.parse(value);
    const isList = Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null);
    return isList ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Empty, a reference to a value kept elsewhere, or already masked. */
const isHarmless = (value: string): boolean =>
  value === MASK ||
  /^(?:\**|true|false|null|undefined|none|yes|no)$/i.test(value) ||
  /^(?:#\{[^{}]*\}|\$\{\w+\}|\$[A-Z_][A-Z0-9_]*|\$\([^()]*\)|\{\{[^{}]*\}\}|%\w+%|arn:[a-z-]+:[^\s"']+)$/.test(value);

type Mask = (secret: string) => string;

const KEY = /(?<![\w.-])(--?)?([A-Za-z_][\w.-]*)((?:\\*["'`])?\s{0,3}(?:=>|[:=])[ \t]{0,3}|[ \t]{1,3})/g;

/** Only the last characters of a key are judged: they decide, and a longer key is hardly a name. */
const LONGEST_KEY = 200;

/** `password=…`, `"apiKey": "…"`, `--token …`, `Authorization: …`. */
function maskBehindKeys(text: string, mask: Mask): string {
  let out = '';
  let copied = 0;
  KEY.lastIndex = 0;
  for (let match = KEY.exec(text); match; match = KEY.exec(text)) {
    const [whole, dashes, name = '', separator = ''] = match;
    const key = name.slice(-LONGEST_KEY);
    const start = match.index + whole.length;
    // A rejected pair may contain the start of one: `error: password=…`.
    KEY.lastIndex = start;
    if (!separator.trim() && dashes !== '--') continue;
    if (!isSecretKey(key) || isOrdinary(text, match.index, key, separator, start)) continue;
    const value = readValue(text, start, key);
    if (!value || isWord(text, key, separator, value)) continue;
    out += text.slice(copied, value.start) + mask(text.slice(value.start, value.end));
    copied = value.end;
    KEY.lastIndex = value.end;
  }
  return out + text.slice(copied);
}

interface Value {
  start: number;
  end: number;
  quoted: boolean;
}

const QUOTED = /(\\*["'`])((?:(?!\1)(?:\\.|[^\n]))*)/y;
const ESCAPED = /(\\+["'])((?:(?!\1)[^\n])*)/y;
/** A whole value that is a variable of CodePipeline, CloudFormation or a shell. */
const REFERENCE = /(?:#\{[^{}\n]*\}|\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|\$[A-Z_][A-Z0-9_]*)(?![^\s"'`,;&)}\]])/y;
const HEADER = /[^"'\n\r]+/y;
const BARE = /(?:(?:Bearer|Basic|Token)\s+)?[^\s&"'`]*[^\s&"'`,;:)}\]]/iy;

function readValue(text: string, start: number, key: string): Value | undefined {
  if (text.startsWith(MASK, start) || at(REFERENCE, text, start)) return undefined;
  for (const pattern of [ESCAPED, QUOTED]) {
    const match = at(pattern, text, start);
    if (!match) continue;
    const [whole, quote = '', content = ''] = match;
    const end = start + whole.length;
    return content ? { start: start + quote.length, end, quoted: true } : undefined;
  }
  const bare = at(/authorization$/i.test(key) ? HEADER : BARE, text, start);
  return bare && { start, end: start + bare[0].trimEnd().length, quoted: false };
}

function at(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(text) ?? undefined;
}

const QUOTE = /\\*["'`]/y;
const PLACE = /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\/\/|log-stream:/y;

/**
 * A part of an ARN (`:secret:prod/db`), a name with a colon (`auth:1.4.2`), a URL, or the next option. Checked before
 * the value is read, which keeps the scan linear.
 */
function isOrdinary(text: string, index: number, key: string, separator: string, start: number): boolean {
  if (/\barn:[a-z-]+:[^\s"']*$/.test(text.slice(Math.max(0, index - 300), index))) return true;
  if (at(QUOTE, text, start)) return false;
  if (separator === ':') return !endsInStrongWord(key) || at(PLACE, text, start) !== undefined;
  return !separator.trim() && text[start] === '-';
}

const TAG = /^(?:v?\d[\w.-]*|latest|sha256:[0-9a-f]{64})$/;

const AMOUNT = /^\d{1,5}(?:[./,:]\d{1,5})*(?:ms|s|%)?$/; // `12`, `3/4`, `1.5s`, `97%`: too small to be a secret
/** A count or a measure follows: `12 passed`. */
const COUNTED =
  /[ \t]+(?:passed|passing|failed|failing|failures?|skipped|pending|todo|total|tests?|of|out|in|found|issues?|errors?|warnings?|ms|seconds?|minutes?)\b/y;
const SOURCE_FILE =
  /^(?:[\w.@-]+\/)*[\w.-]+\.(?:[cm]?[jt]sx?|py|rb|go|java|kt|cs|php|rs|vue|s?css|html|ya?ml|json|md|tf)(?::\d+)*$/;

/** A sentence (`token: expired`, `auth: 12 passed`), a file, or a name with a colon (`rotate-secret:latest`). */
function isWord(text: string, key: string, separator: string, { start, end, quoted }: Value): boolean {
  if (quoted || /authorization/i.test(key)) return false;
  const value = text.slice(start, end);
  if (separator === ':') return TAG.test(value);
  if (!/^:\s/.test(separator)) return false;
  if (AMOUNT.test(value) && at(COUNTED, text, end)) return true;
  if (endsInStrongWord(key)) return false;
  return /^[A-Za-z]+$/.test(value) || AMOUNT.test(value) || SOURCE_FILE.test(value);
}
