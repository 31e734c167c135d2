import type { RunAddress, StageAddress } from '../../domain/act.js';
import type { Revision } from '../../domain/revision.js';
import { toChange } from '../failure/to-change.js';
import { actOnce, lastOf, type Outcome } from './act-once.js';
import { mayAct, type NotAllowed } from './may-act.js';
import type { Acting, ActReads } from './ports.js';

const MOST_TARGETS = 20;

export interface Target {
  pipelineExecutionId: string;
  startTime?: Date | undefined;
  revisions: Revision[];
}

/** `v1`: only V2 pipelines roll back. `source`: that stage always reads what is there now. */
export interface NoTargets {
  kind: 'no-targets';
  why: 'v1' | 'source' | 'none';
}

/** What a stage can go back to: runs that succeeded in it, newest first, no rollbacks among them. @throws AwsProblem */
export async function findTargets(
  reads: ActReads,
  at: StageAddress,
): Promise<{ kind: 'targets'; targets: Target[] } | NoTargets> {
  const { pipelineName, region, stageName } = at;
  const [structure, { executions }] = await Promise.all([
    reads.getPipeline({ pipelineName, region }),
    reads.listPipelineExecutions({ pipelineName, region, succeededIn: stageName, maxResults: MOST_TARGETS }),
  ]);
  if (structure.pipelineType !== 'V2') return { kind: 'no-targets', why: 'v1' };
  const actions = structure.stages.find(({ name }) => name === stageName)?.actions ?? [];
  if (actions.some(({ category }) => category === 'Source')) return { kind: 'no-targets', why: 'source' };
  const targets = executions
    .filter(({ executionType }) => executionType !== 'ROLLBACK')
    .flatMap(({ pipelineExecutionId: id, startTime, revisions }) =>
      id && id !== at.pipelineExecutionId
        ? [{ pipelineExecutionId: id, startTime, revisions: toChange(revisions, [], {}).revisions }]
        : [],
    );
  return targets.length ? { kind: 'targets', targets } : { kind: 'no-targets', why: 'none' };
}

/**
 * Rolls one stage back to what a former run had, once for what is in the stage now.
 * @param at The stage, and the run it should go back from.
 * @throws AwsProblem
 */
export async function rollBack(
  acting: Acting,
  at: StageAddress,
  { user, targetExecutionId }: { user: string; targetExecutionId: string },
): Promise<Outcome | NotAllowed | NoTargets> {
  const permission = await mayAct(acting, at, user);
  if (permission.kind !== 'may') return permission;
  const { by } = permission;
  const [targets, before] = await Promise.all([findTargets(acting.reads, at), newestRollback(acting.reads, at)]);
  if (targets.kind === 'no-targets') return targets;
  const target = { ...at, pipelineExecutionId: targetExecutionId };
  const outcome = await actOnce(acting, {
    at,
    key: `roll-back#${at.stageName}#${before ?? ''}`,
    verb: 'roll-back',
    by,
    words: '',
    call: () => acting.acts.rollBackStage(target),
    look: async (claims) => ((await newestRollback(acting.reads, at)) === before ? 'not-done' : lastOf(claims)),
  });
  if (outcome.kind === 'done' && outcome.startedExecutionId)
    await noteStarter(acting, at, outcome.startedExecutionId, by);
  return outcome;
}

/** The id of the pipeline's newest rollback: another one than before is the one that was asked for. */
async function newestRollback(reads: ActReads, { pipelineName, region }: RunAddress): Promise<string | undefined> {
  const { executions } = await reads.listPipelineExecutions({ pipelineName, region, maxResults: 100 });
  return executions.find(({ executionType }) => executionType === 'ROLLBACK')?.pipelineExecutionId;
}

/** AWS calls the bot's role the starter; who may approve it needs to know the person. */
async function noteStarter(
  { store }: Acting,
  at: RunAddress,
  pipelineExecutionId: string,
  by: { id: string; name: string },
) {
  const claim = await store.claim({ ...at, pipelineExecutionId }, 'started', { verb: 'roll-back', by, words: '' });
  if ('key' in claim) await store.settle(claim);
}
