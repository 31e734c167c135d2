import { NormalizedSchema } from '@smithy/core/schema';
import { getSmithyContext } from '@smithy/core/transport';

/** Status 200 with an empty or truncated body or a page of HTML. The SDK retries it. */
class UnreadableAnswer extends Error {
  readonly $retryable = {};
  constructor() {
    super('AWS answered with something that can’t be read.');
    this.name = 'UnreadableAnswer';
  }
}

interface Response {
  statusCode: number;
  body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** The parts of a client's middleware stack that are used here. */
export interface Stack {
  add(middleware: unknown, options: { step: 'deserialize'; name: string; priority: 'low' }): void;
}

/**
 * Checks each answer against the operation's schema before the SDK reads it. The SDK takes an empty body for an answer
 * without fields, rejects a whole page for one invalid date, and passes on values of a wrong type. This drops such
 * values, and makes every text well-formed.
 */
export function cleanAnswers(stack: Stack): void {
  const middleware =
    (next: (args: unknown) => Promise<{ response: Response }>, context: Record<string, unknown>) =>
    async (args: unknown) => {
      const result = await next(args);
      const { response } = result;
      if (response.statusCode !== 200) return result;
      const answer = parse(await textOf(response.body));
      if (!isObject(answer)) throw new UnreadableAnswer();
      const { operationSchema } = getSmithyContext(context) as { operationSchema?: unknown[] };
      const cleaned = clean(NormalizedSchema.of(operationSchema?.at(-1) as never), answer);
      response.body = Buffer.from(JSON.stringify(cleaned));
      return result;
    };
  stack.add(middleware, { step: 'deserialize', name: 'cleanAnswers', priority: 'low' });
}

async function textOf(body: Response['body']): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LATEST = 4_102_444_800; // year 2100, in seconds since 1970: later times are nonsense

/** The part of a value that fits the schema; undefined if none. */
function clean(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isStructSchema()) return isObject(value) ? cleanMembers(schema, value) : undefined;
  if (schema.isListSchema()) return Array.isArray(value) ? cleanItems(schema.getValueSchema(), value) : undefined;
  if (schema.isMapSchema()) return isObject(value) ? cleanEntries(schema.getValueSchema(), value) : undefined;
  if (schema.isStringSchema()) return typeof value === 'string' ? value.toWellFormed() : undefined;
  if (schema.isTimestampSchema()) return isNumber(value) && value >= 0 && value < LATEST ? value : undefined;
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? value : undefined;
  return isNumber(value) ? value : undefined;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function cleanMembers(schema: NormalizedSchema, value: Record<string, unknown>): Record<string, unknown> {
  const cleaned: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    if (Object.hasOwn(value, name)) cleaned[name] = clean(member, value[name]);
  }
  return cleaned;
}

const cleanItems = (schema: NormalizedSchema, items: unknown[]): unknown[] =>
  items.map((item) => clean(schema, item)).filter((item) => item !== undefined);

function cleanEntries(schema: NormalizedSchema, entries: Record<string, unknown>): Record<string, unknown> {
  const cleaned = Object.entries(entries).map(([key, value]) => [key.toWellFormed(), clean(schema, value)] as const);
  return Object.fromEntries(cleaned.filter(([, value]) => value !== undefined));
}
