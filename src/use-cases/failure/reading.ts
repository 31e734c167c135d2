import { AwsProblem, type AwsProblemKind } from '../../domain/aws-problem.js';

/** What a read gave, or a phrase for what it did not give. */
export type Reading<T> = { value: T; unread?: undefined } | { value?: undefined; unread: string };

/**
 * Waits for one read, so that it may fail without losing the others.
 * @param what A short noun phrase: `the log`.
 * @throws What is no AwsProblem: a bug is nobody's missing permission.
 */
export async function reading<T>(what: string, read: Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await read };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    return { unread: `${what} (${inWords(error)})` };
  }
}

const WORDS: Partial<Record<AwsProblemKind, string>> = {
  'pipeline-not-found': 'no such pipeline',
  'execution-not-found': 'no such execution',
  'no-credentials': 'AWS does not accept the credentials',
  'wrong-clock': 'the bot’s clock is wrong',
  throttled: 'AWS is answering too many requests',
  'timed-out': 'AWS did not answer in time',
  unreachable: 'AWS can’t be reached',
};

function inWords({ kind, action, code }: AwsProblem): string {
  if (kind === 'access-denied') return `no permission ${action}`;
  if (code === 'ResourceNotFoundException') return 'not found';
  return WORDS[kind] ?? `${action} failed at AWS`;
}
