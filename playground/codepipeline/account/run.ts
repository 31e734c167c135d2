import type { Clock } from './clock.js';
import type { Ending } from './ending.js';
import type { ActionDeclaration, ActionExecution, Execution, Pipeline, StageDeclaration } from './model.js';
import type { Random } from './random.js';
import type { Change } from './read-source.js';
import type { Script } from './script.js';

/** A change of state, in order. */
export type News =
  | { of: 'pipeline'; state: RunState | 'SUPERSEDED' }
  | { of: 'stage'; stage: StageDeclaration; startTime: number; state: RunState }
  | { of: 'action'; row: ActionExecution; state: ActionState; ending: Ending };

type RunState = 'STARTED' | 'RESUMED' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED';
type ActionState = 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'ABANDONED' | 'CANCELED';
export type Tell = (run: Run, news: News) => void;

/** An execution while it runs. */
export interface Run {
  pipeline: Pipeline;
  execution: Execution;
  /** The definition it started with, or the one stage of a rollback. */
  stages: readonly StageDeclaration[];
  script: Script;
  /** The change that a source action finds. */
  changeOf(action: ActionDeclaration): Change;
  random: Random;
  clock: Clock;
  tell: Tell;
  /** Undefined between stages and after the last. */
  visit?: StageVisit | undefined;
}

export interface StageVisit {
  stage: StageDeclaration;
  startTime: number;
  /** Actions grouped by run order; once one action is open, the first group is running. */
  groups: ActionDeclaration[][];
  /** Actions of the current group still to start. */
  toStart: number;
  open: OpenAction[];
  ended: Set<'Succeeded' | 'Failed' | 'Abandoned'>;
}

/** An attempt in progress. */
export interface OpenAction {
  action: ActionDeclaration;
  row: ActionExecution;
  ending: Ending;
}
