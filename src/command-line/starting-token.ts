import { LIMITS, type PageStart } from '../domain/listing.js';
import { refuse } from './refusal.js';

/**
 * Reads boto3's `NextToken`, the AWS CLI's `NextToken`, or a raw service token. botocore wraps tokens: base64 of
 * `{"nextToken": <token or null>[, "boto_truncate_amount": n]}`. Service tokens are base64 of JSON too, so only the
 * keys tell them apart.
 * @throws CommandRefusal
 */
export function parseStartingToken(given: string, option: string): PageStart {
  const wrapped = parseWrapped(given);
  const { nextToken, boto_truncate_amount: skip = 0 } = wrapped ?? { nextToken: given === 'None' ? null : given };
  if (!isSkip(skip) || (nextToken !== null && typeof nextToken !== 'string')) {
    return refuse({ kind: 'token-damaged', option });
  }
  if (nextToken === null) return { skip };
  if (nextToken.length < 1 || nextToken.length > LIMITS.nextToken) {
    refuse({ kind: 'token-length', option, length: nextToken.length });
  }
  return { token: nextToken, skip };
}

/** The token from which boto3 and the AWS CLIs resume; undefined for the first page. */
export function formatStartingToken({ token, skip }: PageStart): string | undefined {
  if (token === undefined && skip === 0) return undefined;
  const nextToken = token === undefined ? 'null' : asPythonJson(token);
  const json = `{"nextToken": ${nextToken}${skip ? `, "boto_truncate_amount": ${skip}` : ''}}`;
  return Buffer.from(json).toString('base64');
}

/** Python's json.dumps escapes everything outside ASCII; the same bytes here keep tokens identical. */
const asPythonJson = (text: string) =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function parseWrapped(given: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(given, 'base64').toString('utf8'));
    return typeof value === 'object' && value !== null && 'nextToken' in value ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const isSkip = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LIMITS.pageSize;
