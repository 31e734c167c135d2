import { endAction } from './end-action.js';
import type { ActionDeclaration, ActionExecution, Execution, Pipeline, StageDeclaration } from './model.js';
import type { Random } from './random.js';
import { type Change, readSource } from './read-source.js';
import type { Ending, FinalEnding, Script } from './script.js';
import { startAction } from './start-action.js';

/** A change of state, told in the order in which it happens. */
export type News =
  | { of: 'pipeline'; state: RunState }
  | { of: 'stage'; stage: StageDeclaration; startTime: number; state: RunState }
  | { of: 'action'; row: ActionExecution; state: ActionState; ending: Ending };

type RunState = 'STARTED' | 'RESUMED' | 'SUCCEEDED' | 'FAILED' | 'STOPPED';
type ActionState = 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'ABANDONED';
export type Tell = (run: Run, news: News) => void;
type Outcome = FinalEnding['status'];

export interface Run {
  pipeline: Pipeline;
  execution: Execution;
  script: Script;
  /** The commit, or object version, that a source action of this execution finds. */
  changeOf(action: ActionDeclaration): Change;
  random: Random;
  now(): number;
  tell: Tell;
}

/** A run in progress. It yields the milliseconds until its next step; Infinity while it waits to be told an ending. */
export type Progress = Generator<number, void, Ending | undefined>;

/** Takes an execution through its stages, from the first to the last or to the one that fails. */
export function* runExecution(run: Run): Progress {
  run.tell(run, { of: 'pipeline', state: 'STARTED' });
  yield run.random.between(100, 900);
  yield* runStages(run, run.pipeline.stages, 'STARTED');
}

/** Retries the stage that failed: FAILED_ACTIONS, so what succeeded is kept; then goes on as a first run does. */
export function* retryExecution(run: Run): Progress {
  const { execution, pipeline } = run;
  const failed = execution.actions.findLast((row) => row.status === 'Failed');
  const from = pipeline.stages.findIndex((stage) => stage.name === failed?.stageName);
  if (from < 0) return;
  execution.attempt += 1;
  settle(run, 'InProgress');
  run.tell(run, { of: 'pipeline', state: 'RESUMED' });
  yield* runStages(run, pipeline.stages.slice(from), 'RESUMED');
}

function* runStages(run: Run, stages: readonly StageDeclaration[], firstState: 'STARTED' | 'RESUMED'): Progress {
  for (const [index, stage] of stages.entries()) {
    const startTime = run.now();
    run.tell(run, { of: 'stage', stage, startTime, state: index === 0 ? firstState : 'STARTED' });
    yield run.random.between(50, 400);
    const { status, state } = ENDS[yield* runStage(run, stage)];
    run.tell(run, { of: 'stage', stage, startTime, state });
    if (status !== 'Succeeded') return end(run, status, state);
    yield run.random.between(200, 900);
  }
  end(run, 'Succeeded', 'SUCCEEDED');
}

const ENDS = {
  Succeeded: { status: 'Succeeded', state: 'SUCCEEDED' },
  Failed: { status: 'Failed', state: 'FAILED' },
  Abandoned: { status: 'Stopped', state: 'STOPPED' },
} as const satisfies Record<Outcome, { status: Execution['status']; state: RunState }>;

function end(run: Run, status: Execution['status'], state: RunState): void {
  settle(run, status);
  run.tell(run, { of: 'pipeline', state });
}

function* runStage(run: Run, stage: StageDeclaration): Generator<number, Outcome, Ending | undefined> {
  const orders = [...new Set(stage.actions.map((action) => action.runOrder))].sort((a, b) => a - b);
  for (const order of orders) {
    const group = stage.actions.filter((action) => action.runOrder === order && !hasSucceeded(run, stage, action));
    const outcome = yield* runGroup(run, stage, group);
    if (outcome !== 'Succeeded') return outcome;
  }
  return 'Succeeded';
}

/** Actions of one run order start together and end each in its own time; a failed one does not stop the others. */
function* runGroup(
  run: Run,
  stage: StageDeclaration,
  group: readonly ActionDeclaration[],
): Generator<number, Outcome, Ending | undefined> {
  const started: { action: ActionDeclaration; row: ActionExecution; ending: Ending; endsAt: number }[] = [];
  let elapsed = 0;
  for (const action of group) {
    const row = startAction(run.pipeline, run.execution, stage, action, run.now(), run.random);
    const ending = run.script(stage, action, run.execution.attempt);
    run.tell(run, { of: 'action', row, state: 'STARTED', ending });
    const [low, high] = action.seconds;
    const takes = ending.status === 'Waiting' ? Number.POSITIVE_INFINITY : run.random.between(low * 1000, high * 1000);
    started.push({ action, row, ending, endsAt: elapsed + takes });
    const pause = run.random.between(40, 300);
    elapsed += pause;
    yield pause;
  }
  const outcomes = new Set<Outcome>();
  for (const { action, row, ending, endsAt } of started.sort((a, b) => a.endsAt - b.endsAt)) {
    const told = yield Math.max(0, endsAt - elapsed);
    const final = ending.status === 'Waiting' ? decided(told) : ending;
    if (Number.isFinite(endsAt)) elapsed = Math.max(elapsed, endsAt);
    finish(run, action, row, final);
    outcomes.add(final.status);
  }
  return outcomes.has('Failed') ? 'Failed' : outcomes.has('Abandoned') ? 'Abandoned' : 'Succeeded';
}

function decided(told: Ending | undefined): FinalEnding {
  return told === undefined || told.status === 'Waiting' ? { status: 'Succeeded' } : told;
}

function finish(run: Run, action: ActionDeclaration, row: ActionExecution, ending: FinalEnding): void {
  const { pipeline, execution, random } = run;
  let final = ending;
  if (action.actionTypeId.category === 'Source' && ending.status === 'Succeeded') {
    const { result, variables, revision } = readSource(pipeline, action, run.changeOf(action));
    row.output.executionResult = result;
    execution.revisions.push(revision);
    const summary = result.externalExecutionSummary ?? '';
    final = { ...ending, summary, outputVariables: variables };
  }
  endAction(pipeline, execution, action, row, final, run.now(), random);
  execution.lastUpdateTime = run.now();
  if (final.status === 'Abandoned') execution.stopReason = final.reason;
  const state = { Succeeded: 'SUCCEEDED', Failed: 'FAILED', Abandoned: 'ABANDONED' } as const;
  run.tell(run, { of: 'action', row, state: state[final.status], ending: final });
}

function settle(run: Run, status: Execution['status']): void {
  run.execution.status = status;
  run.execution.lastUpdateTime = run.now();
}

function hasSucceeded(run: Run, stage: StageDeclaration, action: ActionDeclaration): boolean {
  const attempts = run.execution.actions.filter((r) => r.stageName === stage.name && r.actionName === action.name);
  return attempts.at(-1)?.status === 'Succeeded';
}
