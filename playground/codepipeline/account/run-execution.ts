import { endAction } from './end-action.js';
import type { FinalEnding } from './ending.js';
import type { ActionDeclaration, ActionExecution, Execution, StageDeclaration } from './model.js';
import { readSource } from './read-source.js';
import type { News, OpenAction, Run, StageVisit } from './run.js';

import { enterStage, leaveStage } from './stage-gate.js';
import { startAction } from './start-action.js';

type Outcome = FinalEnding['status'];
type StageState = Extract<News, { of: 'stage' }>['state'];

/** Runs an execution through its stages, to the end or the first failure. */
export function startExecution(run: Run): void {
  run.tell(run, { of: 'pipeline', state: 'STARTED' });
  run.clock.after(run.random.between(100, 900), () => goTo(run, 0));
}

function goTo(run: Run, index: number): void {
  const stage = run.stages[index];
  if (isDone(run) || isOutdated(run)) return;
  if (run.execution.status === 'Stopping') endExecution(run, 'Stopped');
  else if (!stage) endExecution(run, 'Succeeded');
  else enterStage(run, stage.name, () => beginStage(run, stage, groupsOf(stage.actions), 'STARTED'));
}

export function groupsOf(actions: readonly ActionDeclaration[]): ActionDeclaration[][] {
  const orders = [...new Set(actions.map((action) => action.runOrder))].sort((a, b) => a - b);
  return orders.map((order) => actions.filter((action) => action.runOrder === order));
}

export function beginStage(
  run: Run,
  stage: StageDeclaration,
  groups: ActionDeclaration[][],
  state: 'STARTED' | 'RESUMED',
): void {
  const visit: StageVisit = { stage, startTime: run.clock.now(), groups, toStart: 0, open: [], ended: new Set() };
  run.visit = visit;
  tellStage(run, visit, state, 'InProgress');
  run.clock.after(run.random.between(50, 400), () => startGroup(run, visit));
}

/** Actions of one run order start together; a failed one does not stop the others. */
function startGroup(run: Run, visit: StageVisit): void {
  if (run.visit !== visit || isOutdated(run)) return;
  const [group] = visit.groups;
  if (run.execution.status === 'Stopping') endStage(run, visit, 'Abandoned');
  else if (!group) endStage(run, visit, 'Succeeded');
  else {
    visit.toStart = group.length;
    startNext(run, visit, group, 0);
  }
}

function startNext(run: Run, visit: StageVisit, group: readonly ActionDeclaration[], index: number): void {
  const action = group[index];
  if (run.visit !== visit || !action) return;
  if (run.execution.status === 'Stopping') {
    visit.toStart = 0;
    settleGroup(run, visit);
    return;
  }
  visit.toStart -= 1;
  openAction(run, visit, action);
  run.clock.after(run.random.between(40, 300), () => startNext(run, visit, group, index + 1));
}

/** Starts an attempt, which ends by itself, or for `Waiting` when someone decides. */
export function openAction(run: Run, visit: StageVisit, action: ActionDeclaration): void {
  const { pipeline, execution } = run;
  const row = startAction(pipeline, execution, visit.stage, action, run.clock.now(), run.random);
  const ending = run.script(visit.stage, action, execution.attempt);
  const open: OpenAction = { action, row, ending };
  visit.open.push(open);
  const [low, high] = action.seconds;
  if (ending.status !== 'Waiting') {
    run.clock.after(run.random.between(low * 1000, high * 1000), () => closeAction(run, open, ending));
  }
  if (action.actionTypeId.category === 'Approval') {
    const tellCanceled = () => run.tell(run, { of: 'action', row, state: 'CANCELED', ending });
    const end = (final: FinalEnding) => closeAction(run, open, final);
    pipeline.approvals.set(row.actionExecutionId, { pipeline, row, action, state: 'open', end, tellCanceled });
  }
  run.tell(run, { of: 'action', row, state: 'STARTED', ending });
}

/** Ends an open attempt and continues the run; does nothing for a closed one. */
export function closeAction(run: Run, open: OpenAction, ending: FinalEnding): void {
  const visit = run.visit;
  if (!visit?.open.includes(open)) return;
  visit.open.splice(visit.open.indexOf(open), 1);
  visit.ended.add(finish(run, open.action, open.row, ending));
  settleGroup(run, visit);
}

function settleGroup(run: Run, visit: StageVisit): void {
  if (visit.open.length > 0 || visit.toStart > 0 || isOutdated(run)) return;
  const isStopping = run.execution.status === 'Stopping';
  if (visit.ended.has('Abandoned') || isStopping) endStage(run, visit, 'Abandoned');
  else if (visit.ended.has('Failed')) endStage(run, visit, 'Failed');
  else {
    visit.groups.shift();
    startGroup(run, visit);
  }
}

const ENDS = {
  Succeeded: { status: 'Succeeded', state: 'SUCCEEDED' },
  Failed: { status: 'Failed', state: 'FAILED' },
  Abandoned: { status: 'Stopped', state: 'STOPPED' },
} as const satisfies Record<Outcome, { status: Execution['status']; state: StageState }>;

/** Ends a stage, then the run or goes on to the next stage. */
export function endStage(run: Run, visit: StageVisit, outcome: Outcome): void {
  const { status, state } = ENDS[outcome];
  run.visit = undefined;
  tellStage(run, visit, state, status);
  if (status !== 'Succeeded') endExecution(run, status);
  leaveStage(run, visit.stage.name);
  if (status !== 'Succeeded') return;
  const next = run.stages.indexOf(visit.stage) + 1;
  run.clock.after(run.random.between(200, 900), () => goTo(run, next));
}

function endExecution(run: Run, status: 'Succeeded' | 'Failed' | 'Stopped'): void {
  settle(run, status);
  run.tell(run, {
    of: 'pipeline',
    state: status === 'Stopped' ? 'STOPPED' : status === 'Failed' ? 'FAILED' : 'SUCCEEDED',
  });
}

export function tellStage(run: Run, { stage, startTime }: StageVisit, state: StageState, status: string): void {
  run.execution.stages.set(stage.name, status);
  run.tell(run, { of: 'stage', stage, startTime, state });
}

export function settle(run: Run, status: Execution['status']): void {
  run.execution.status = status;
  run.execution.lastUpdateTime = run.clock.now();
}

// After an update of the pipeline, a run by the old definition goes no further and never ends (recorded).
const isOutdated = ({ pipeline, execution }: Run) => pipeline.version !== execution.pipelineVersion;

const isDone = ({ execution }: Run) => execution.status !== 'InProgress' && execution.status !== 'Stopping';

function finish(run: Run, action: ActionDeclaration, row: ActionExecution, ending: FinalEnding): Outcome {
  const { pipeline, execution, random } = run;
  const now = run.clock.now();
  let final = ending;
  if (action.actionTypeId.category === 'Source' && ending.status === 'Succeeded') {
    const { result, variables, revision } = readSource(pipeline, action, run.changeOf(action));
    row.output.executionResult = result;
    // Recorded: a rollback of a source stage reads the current revision but goes on to show its target's.
    if (!execution.rollbackOf) execution.revisions.push(revision);
    const summary = result.externalExecutionSummary ?? '';
    final = { ...ending, summary, outputVariables: variables };
  }
  endAction(pipeline, execution, action, row, final, now, random);
  execution.lastUpdateTime = now;
  if (final.status === 'Abandoned' && final.reason) execution.stopReason = final.reason;
  const state = { Succeeded: 'SUCCEEDED', Failed: 'FAILED', Abandoned: 'ABANDONED' } as const;
  run.tell(run, { of: 'action', row, state: state[final.status], ending: final });
  return final.status;
}
