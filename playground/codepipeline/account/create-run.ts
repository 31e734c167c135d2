import { inventChange } from './changes.js';
import type { Clock } from './clock.js';
import type { ActionDeclaration, Execution, Pipeline } from './model.js';
import type { Random } from './random.js';
import type { Change } from './read-source.js';
import type { Run, Tell } from './run.js';
import type { Script } from './script.js';

interface Course {
  script: Script;
  /** The change that each source action finds; invented by default. */
  change?: ((action: ActionDeclaration, startTime: number, random: Random) => Change) | undefined;
  random: Random;
  clock: Clock;
  tell: Tell;
}

export function createRun(pipeline: Pipeline, execution: Execution, { change = inventChange, ...course }: Course): Run {
  return {
    ...course,
    pipeline,
    execution,
    stages: pipeline.stages,
    changeOf: (action) => change(action, execution.startTime, course.random),
  };
}
