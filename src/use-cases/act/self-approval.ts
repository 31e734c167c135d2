import { type RunAddress, runOf } from '../../domain/act.js';
import type { Trigger } from '../../domain/pipeline-execution.js';
import type { Revision } from '../../domain/revision.js';
import { revisionId } from '../../domain/revision.js';
import { toChange } from '../failure/to-change.js';
import type { Acting } from './ports.js';

/** Why SELF_APPROVAL=refuse refuses an approval. `unknown`: its author can't be determined. */
export type OwnChange = {
  kind: 'own-change';
  why: 'wrote' | 'started' | 'unknown-author' | 'unknown-starter';
  revision?: string | undefined;
};

/** A person starts a run by these; by all others, a change of a source does. */
const BY_HAND = /^(StartPipelineExecution|ManualRollback|CreatePipeline)$/;
const EMAIL = /[^/\s@"}]+@[^/\s@"}]+\.[^/\s@"}]+/;

/** Undefined when the person neither wrote nor started what would go out. @throws AwsProblem, SlackProblem */
export async function findOwnChange(
  { reads, people, store }: Pick<Acting, 'reads' | 'people' | 'store'>,
  at: RunAddress,
  userId: string,
): Promise<OwnChange | undefined> {
  const run = runOf(at);
  const { pipelineExecutionId, ...pipeline } = run;
  const [page, execution, acts] = await Promise.all([
    reads.listActionExecutions({ ...pipeline, filter: { pipelineExecutionId }, maxResults: 100 }),
    reads.getPipelineExecution(run),
    store.actsOn(at),
  ]);
  const { revisions } = toChange(execution.revisions, page.actionExecutions, {});
  const starter = acts.find(({ verb }) => verb === 'roll-back')?.by.id;
  const checks = await Promise.all([
    ...revisions.map((revision) => authorOf(people, revision, userId)),
    starterOf(people, execution.trigger, starter, userId),
  ]);
  if (revisions.length === 0) return { kind: 'own-change', why: 'unknown-author' };
  return checks.find((found) => found !== undefined);
}

async function authorOf(
  people: Acting['people'],
  { id, author }: Revision,
  userId: string,
): Promise<OwnChange | undefined> {
  const user = author?.email && (await people.userByEmail(author.email));
  if (user && user !== userId) return undefined;
  return { kind: 'own-change', why: user ? 'wrote' : 'unknown-author', revision: revisionId(id) };
}

async function starterOf(
  people: Acting['people'],
  trigger: Trigger | undefined,
  known: string | undefined,
  userId: string,
): Promise<OwnChange | undefined> {
  if (trigger?.triggerType && !BY_HAND.test(trigger.triggerType)) return undefined;
  // A session or user is often called after its person's address.
  const [email] = EMAIL.exec(trigger?.triggerDetail ?? '') ?? [];
  const user = known ?? (email && (await people.userByEmail(email)));
  if (user && user !== userId) return undefined;
  return { kind: 'own-change', why: user ? 'started' : 'unknown-starter' };
}
