import type { RunAddress } from '../../domain/act.js';
import { actOnce, lastOf, type Outcome } from './act-once.js';
import { mayAct, type NotAllowed } from './may-act.js';
import type { Acting } from './ports.js';
import { readStage } from './read-stage.js';

export type RetryMode = 'FAILED_ACTIONS' | 'ALL_ACTIONS';

/** Retries the stage in which a run failed or was stopped, once for each failure. @throws AwsProblem */
export async function retryStage(
  acting: Acting,
  at: RunAddress,
  { user, mode }: { user: string; mode: RetryMode },
): Promise<Outcome | NotAllowed> {
  const permission = await mayAct(acting, at, user);
  if (permission.kind !== 'may') return permission;
  const { stageName, failedIds } = await readStage(acting.reads, at);
  if (!stageName || failedIds.length === 0) return { kind: 'refused', why: 'nothing-to-retry', code: 'NothingFailed' };
  return actOnce(acting, {
    at,
    key: `retry#${failedIds[0]}`,
    verb: 'retry',
    by: permission.by,
    words: '',
    call: () => acting.acts.retryStage({ ...at, stageName }, mode),
    // A retry makes new attempts with new ids.
    look: async (claims) => {
      const now = await readStage(acting.reads, at);
      return now.failedIds.join() === failedIds.join() ? 'not-done' : lastOf(claims);
    },
  });
}
