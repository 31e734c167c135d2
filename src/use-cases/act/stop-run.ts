import { type RunAddress, runOf } from '../../domain/act.js';
import { actOnce, lastOf, type Outcome } from './act-once.js';
import { mayAct, type NotAllowed } from './may-act.js';
import { type Acting, MOST_IN_AWS } from './ports.js';

export interface StopWish {
  user: string;
  words: string;
  abandon: boolean;
}

/** Stops a run once; one that waits for its actions can still be abandoned. @throws AwsProblem */
export async function stopRun(acting: Acting, at: RunAddress, wish: StopWish): Promise<Outcome | NotAllowed> {
  const { user, words, abandon } = wish;
  const permission = await mayAct(acting, at, user);
  if (permission.kind !== 'may') return permission;
  const { by } = permission;
  // A retry makes a stopped run one that can be stopped again: its attempts tell the stops apart.
  const attempt = (await acting.store.actsOn(at)).filter(({ verb, outcome }) => verb === 'retry' && outcome).length;
  return actOnce(acting, {
    at,
    key: `${abandon ? 'abandon' : 'stop'}#${attempt}`,
    verb: 'stop',
    by,
    words,
    call: () => acting.acts.stopExecution(at, abandon, acting.wordsInAws([by], words, MOST_IN_AWS.reason)),
    look: async (claims) => {
      const { status } = await acting.reads.getPipelineExecution(runOf(at));
      return status === 'Stopped' || (status === 'Stopping' && !abandon) ? lastOf(claims) : 'not-done';
    },
  });
}
