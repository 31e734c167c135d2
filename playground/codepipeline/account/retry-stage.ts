import type { ActionDeclaration, Execution, StageDeclaration } from './model.js';
import type { Run, StageVisit } from './run.js';
import { beginStage, groupsOf, openAction, settle } from './run-execution.js';
import { enterStage } from './stage-gate.js';

export type RetryMode = 'FAILED_ACTIONS' | 'ALL_ACTIONS';

/** The newest attempt of each of a stage's actions, where there is one. */
export function newestAttempts(stage: StageDeclaration, execution: Execution) {
  return stage.actions.flatMap((action) => newestAttempt(stage.name, action, execution) ?? []);
}

const newestAttempt = (stageName: string, { name }: ActionDeclaration, { actions }: Execution) =>
  actions.findLast((row) => row.stageName === stageName && row.actionName === name);

/** Retries a stage in the same execution: new attempts with new ids, then the following stages. */
export function retryStage(run: Run, stage: StageDeclaration, mode: RetryMode): void {
  const { execution } = run;
  execution.attempt += 1;
  execution.retries.set(stage.name, (execution.retries.get(stage.name) ?? 0) + 1);
  delete execution.stopReason;
  settle(run, 'InProgress');
  run.tell(run, { of: 'pipeline', state: 'RESUMED' });
  const again =
    mode === 'ALL_ACTIONS' ? stage.actions : stage.actions.filter((action) => !hasSucceeded(stage, action, execution));
  if (run.visit) restartBeside(run, run.visit, again);
  else enterStage(run, stage.name, () => beginStage(run, stage, groupsOf(again), 'RESUMED'));
}

/** Restarts failed actions while others of the group still run. */
function restartBeside(run: Run, visit: StageVisit, again: readonly ActionDeclaration[]): void {
  const { execution } = run;
  const { stage } = visit;
  execution.stages.set(stage.name, 'InProgress');
  run.tell(run, { of: 'stage', stage, startTime: visit.startTime, state: 'RESUMED' });
  visit.ended.delete('Failed');
  const open = new Set(visit.open.map(({ action }) => action));
  for (const action of visit.groups[0] ?? []) {
    if (!open.has(action) && again.includes(action)) openAction(run, visit, action);
  }
}

function hasSucceeded(stage: StageDeclaration, action: ActionDeclaration, execution: Execution): boolean {
  return newestAttempt(stage.name, action, execution)?.status === 'Succeeded';
}
