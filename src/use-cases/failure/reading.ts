import { AwsProblem } from '../../domain/aws-problem.js';
import type { Unread } from '../../domain/failure.js';

/** What a read gave, or what it did not give and why. */
export interface Reading<T> {
  value?: T | undefined;
  unread?: Unread | undefined;
}

/**
 * Waits for one read, so that it may fail without losing the others.
 * @throws What is no AwsProblem: a bug is nobody's missing permission.
 */
export async function reading<T>(what: Unread['what'], read: Promise<T>): Promise<Reading<T>> {
  try {
    return { value: await read };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    const why = error.code === 'ResourceNotFoundException' ? 'not-found' : error.kind;
    return { unread: { what, why, permission: error.action } };
  }
}
