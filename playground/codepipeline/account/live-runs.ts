import type { WaitingRun } from './add-history.js';
import { inventChange } from './changes.js';
import { createExecution } from './create-pipeline.js';
import type { ActionDeclaration, Execution, Pipeline } from './model.js';
import { createRandom } from './random.js';
import type { Change } from './read-source.js';
import { type Run, retryExecution, runExecution, type Tell } from './run-execution.js';
import { createRunPlayer, type Pace } from './run-player.js';
import { type Ending, everythingSucceeds, type Script } from './script.js';

interface RunOptions {
  region?: string;
  /** How each action ends; all succeed by default. */
  script?: Script;
  /** The change that each source action finds; one is made up by default. */
  change?: (action: ActionDeclaration, startTime: number) => Change;
  /** By default, somebody who started it by hand. */
  trigger?: Execution['trigger'];
}

export interface LiveRuns {
  /** Starts an execution, which goes on by itself. @throws when there is no such pipeline. */
  startRun(name: string, options?: RunOptions): Execution;
  /** Retries the failed stage of the newest failed execution. @throws when there is none. */
  retry(name: string, options?: RunOptions): Execution;
  /** Tells the action that waits, such as an approval, how it ends. @throws when none waits. */
  decide(name: string, ending: Ending, options?: Pick<RunOptions, 'region'>): Execution;
  /** Takes over a run of the past that still waits. */
  adopt(waiting: WaitingRun): void;
  /** Resolves when no run is under way; one that waits for somebody does not count. */
  whenIdle(): Promise<void>;
  stopRuns(): void;
}

interface Setting {
  find(name: string, region?: string): Pipeline | undefined;
  pace: Pace;
  tell: Tell;
}

export function createLiveRuns({ find, pace, tell }: Setting): LiveRuns {
  // Not repeatable on purpose: a run of yesterday's process must not have the ids of today's.
  const random = createRandom(`live ${Date.now()} ${Math.random()}`);
  const player = createRunPlayer(pace);

  const pipelineNamed = (name: string, region?: string) => {
    const pipeline = find(name, region);
    if (!pipeline) throw new Error(`There is no pipeline ${name}.`);
    return pipeline;
  };
  const createRun = (pipeline: Pipeline, execution: Execution, { script, change }: RunOptions): Run => ({
    pipeline,
    execution,
    script: script ?? everythingSucceeds,
    changeOf: (action) => (change ?? inventChange)(action, execution.startTime, random),
    random,
    now: Date.now,
    tell,
  });

  return {
    startRun(name, options = {}) {
      const pipeline = pipelineNamed(name, options.region);
      const trigger = options.trigger ?? startedByHand(pipeline);
      // A run that took no time may have ended later than now.
      const ends = pipeline.executions.map(({ lastUpdateTime }) => lastUpdateTime + 1);
      const execution = createExecution(pipeline, trigger, Math.max(Date.now(), ...ends), random);
      const run = createRun(pipeline, execution, options);
      player.play(run, runExecution(run));
      return execution;
    },
    retry(name, options = {}) {
      const pipeline = pipelineNamed(name, options.region);
      const execution = pipeline.executions.findLast(({ status }) => status === 'Failed');
      if (!execution) throw new Error(`No execution of ${name} has failed.`);
      const run = createRun(pipeline, execution, options);
      player.play(run, retryExecution(run));
      return execution;
    },
    decide(name, ending, options = {}) {
      const taken = player.takeWaiting(pipelineNamed(name, options.region).executions);
      if (!taken) throw new Error(`Nothing in ${name} waits for a decision.`);
      player.play(taken.run, taken.progress, ending);
      return taken.run.execution;
    },
    adopt({ run, progress }) {
      run.tell = tell;
      player.keepWaiting({ run, progress });
    },
    whenIdle: player.whenIdle,
    stopRuns: player.stop,
  };
}

function startedByHand({ accountId }: Pipeline): Execution['trigger'] {
  return { triggerType: 'StartPipelineExecution', triggerDetail: `arn:aws:iam::${accountId}:user/maya` };
}
