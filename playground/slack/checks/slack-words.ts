import type * as z from 'zod';

type RawIssue = z.core.$ZodRawIssue;
const ARTICLES: Record<string, string> = { object: 'an object', array: 'an array', int: 'an integer' };

/** A zod error map in Slack's words. */
function slackWords(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `missing required field: ${String(issue.path?.at(-1) ?? '')}`;
      return `must provide ${ARTICLES[issue.expected] ?? `a ${issue.expected}`}`;
    case 'too_big':
      if (issue.origin === 'string') return `must be less than ${Number(issue.maximum) + 1} characters`;
      if (issue.origin === 'array') return `no more than ${issue.maximum} items allowed`;
      return `must be less than ${Number(issue.maximum) + 1}`;
    case 'too_small':
      if (issue.origin === 'string') return `must be more than ${Number(issue.minimum) - 1} characters`;
      if (issue.origin === 'array') return `must provide at least ${issue.minimum} items`;
      return `must be more than ${Number(issue.minimum) - 1}`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'discriminator' in issue
        ? `unsupported type: ${typeOf(issue.input)}`
        : 'failed to match all allowed schemas';
    default:
      return 'must be a valid value';
  }
}

function typeOf(input: unknown): string {
  const type = typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
  return typeof type === 'string' ? type : 'undefined';
}

/** Slack's notes on a value, such as `[ERROR] must be less than 76 characters [json-pointer:/blocks/0/text]`. */
export function notesOf(schema: z.ZodType, value: unknown, pointer: string): string[] {
  const parsed = schema.safeParse(value, { error: slackWords });
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const missing = issue.message.startsWith('missing required field');
    return note(issue.message, [pointer, ...issue.path.slice(0, missing ? -1 : undefined)].join('/'));
  });
}

/** In the form of `response_metadata.messages`. */
export function note(words: string, pointer: string): string {
  return `[ERROR] ${words} [json-pointer:${pointer}]`;
}
