import { AwsProblem } from '../../domain/aws-problem.js';
import type { Unread } from '../../domain/failure.js';

/** A value, or why it could not be read. */
export interface Reading<T> {
  value?: T | undefined;
  unread?: Unread | undefined;
}

/** Lets one read fail without losing the others. @throws anything that is no AwsProblem, since that is a bug. */
export async function reading<T>(what: Unread['what'], read: Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await read };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    const why = error.code === 'ResourceNotFoundException' ? 'not-found' : error.kind;
    return { unread: { what, why, permission: error.action } };
  }
}
