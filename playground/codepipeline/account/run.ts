import type { Clock } from './clock.js';
import type { Ending } from './ending.js';
import type { ActionDeclaration, ActionExecution, Execution, Pipeline, StageDeclaration } from './model.js';
import type { Random } from './random.js';
import type { Change } from './read-source.js';
import type { Script } from './script.js';

/** A change of state, told in the order in which it happens. */
export type News =
  | { of: 'pipeline'; state: RunState | 'SUPERSEDED' }
  | { of: 'stage'; stage: StageDeclaration; startTime: number; state: RunState }
  | { of: 'action'; row: ActionExecution; state: ActionState; ending: Ending };

type RunState = 'STARTED' | 'RESUMED' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED';
type ActionState = 'STARTED' | 'SUCCEEDED' | 'FAILED' | 'ABANDONED' | 'CANCELED';
export type Tell = (run: Run, news: News) => void;

/** An execution, with all it takes to go on. */
export interface Run {
  pipeline: Pipeline;
  execution: Execution;
  /** What it goes through: the definition it started with, or the one stage of a rollback. */
  stages: readonly StageDeclaration[];
  script: Script;
  /** The commit, or object version, that a source action of this execution finds. */
  changeOf(action: ActionDeclaration): Change;
  random: Random;
  clock: Clock;
  tell: Tell;
  /** The stage it is in; undefined between stages and after the last. */
  visit?: StageVisit | undefined;
}

/** A run's stay in a stage. */
export interface StageVisit {
  stage: StageDeclaration;
  startTime: number;
  /** Actions of one run order each, in order; those of the first are under way once one of them is open. */
  groups: ActionDeclaration[][];
  /** How many actions of the present group have yet to start. */
  toStart: number;
  open: OpenAction[];
  ended: Set<'Succeeded' | 'Failed' | 'Abandoned'>;
}

/** An attempt that has started and not ended. */
export interface OpenAction {
  action: ActionDeclaration;
  row: ActionExecution;
  ending: Ending;
}
