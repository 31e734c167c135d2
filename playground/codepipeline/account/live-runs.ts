import { answerApproval, deadlineOf, expireApproval, openApprovals } from './approvals.js';
import { createLiveClock, createVirtualClock, type Pace } from './clock.js';
import { createExecution } from './create-pipeline.js';
import { createRun } from './create-run.js';
import type { Ending } from './ending.js';
import type { ActionDeclaration, Approval, Execution, Pipeline, StageDeclaration, Transition } from './model.js';
import { createRandom, type Random } from './random.js';
import type { Change } from './read-source.js';
import { type RetryMode, retryStage } from './retry-stage.js';
import { createRollback } from './roll-back.js';
import type { OpenAction, Run, Tell } from './run.js';
import { closeAction, startExecution } from './run-execution.js';
import { approvalsWait, everythingSucceeds, type Script } from './script.js';
import { gateOf, openGate, stageAfter } from './stage-gate.js';
import { canStop, stopExecution } from './stop-execution.js';
import { updatePipeline } from './update-pipeline.js';

interface RunOptions {
  region?: string;
  /** All actions succeed by default. */
  script?: Script;
  /** Invented by default. */
  change?: (action: ActionDeclaration, startTime: number, random: Random) => Change;
  /** By default, a person started it. */
  trigger?: Execution['trigger'];
}

/** CodePipeline's operations after validation. A caller is an ARN. */
export interface Acts {
  start(pipeline: Pipeline, options?: Omit<RunOptions, 'region'>): Execution;
  answer(approval: Approval, status: 'Approved' | 'Rejected', summary: string, by: string): void;
  retryStage(pipeline: Pipeline, execution: Execution, stage: StageDeclaration, mode: RetryMode): void;
  /** Whether the execution has anything in progress. */
  canStop(pipeline: Pipeline, execution: Execution): boolean;
  stop(pipeline: Pipeline, execution: Execution, abandon: boolean, reason?: string): void;
  rollBack(pipeline: Pipeline, stage: StageDeclaration, target: Execution, by: string): Execution;
  update(pipeline: Pipeline, stages: StageDeclaration[]): void;
  setTransition(pipeline: Pipeline, stageName: string, side: 'inbound' | 'outbound', transition: Transition): void;
}

export interface LiveRuns {
  readonly acts: Acts;
  /** Starts an execution, which runs by itself. @throws when there is no such pipeline. */
  startRun(name: string, options?: RunOptions): Execution;
  /** Retries the failed stage of the newest failed execution. @throws when there is none. */
  retry(name: string, options?: RunOptions): Execution;
  /** Ends the action that waits, such as an approval. @throws when none waits. */
  decide(name: string, ending: Ending, options?: Pick<RunOptions, 'region'>): Execution;
  /** Expires the pipeline's open approvals. @throws when none is open. */
  expire(name: string, options?: Pick<RunOptions, 'region'>): void;
  /** Takes over a past run that still waits. */
  adopt(run: Run): void;
  /** Resolves when no run is active; waiting for a person does not count. */
  whenIdle(): Promise<void>;
  stopRuns(): void;
}

interface Setting {
  find(name: string, region?: string): Pipeline | undefined;
  pace: Pace;
  tell: Tell;
}

// A run of minutes fits within a second or two of history.
const SHRINK = 1000;
/** Above it, setTimeout fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How long a past build that is still running takes from the playground's start. */
const ADOPTED_MS = 20_000;

export function createLiveRuns({ find, pace, tell: tellOthers }: Setting): LiveRuns {
  // Not repeatable: runs of different processes need different ids.
  const random = createRandom(`live ${Date.now()} ${Math.random()}`);
  const runs = new WeakMap<Execution, Run>();
  const timers = new Set<NodeJS.Timeout>();
  const virtual = pace === 'instant' ? createVirtualClock(0, (ms) => Math.ceil(ms / SHRINK)) : undefined;
  const live = createLiveClock(pace === 'instant' ? (ms) => ms : pace);
  const clock = virtual ?? live;

  const later = (ms: number, step: () => void) => {
    if (ms > LONGEST_TIMER_MS) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      step();
      virtual?.play();
    }, ms).unref();
    timers.add(timer);
  };
  const expireInTime = (approval: Approval) => later(deadlineOf(approval) - Date.now(), () => expireApproval(approval));
  const tell: Tell = (run, news) => {
    tellOthers(run, news);
    if (news.of !== 'action' || news.state !== 'STARTED' || news.ending.status !== 'Waiting') return;
    const approval = run.pipeline.approvals.get(news.row.actionExecutionId);
    if (approval) expireInTime(approval);
  };
  /** Acts on a pipeline; without a pace everything has happened when this returns. */
  const act = (pipeline: Pipeline, execution: Execution | undefined, what: () => void) => {
    const earliest = [
      Date.now() - 5000,
      (pipeline.rows.at(-1)?.startTime ?? 0) + 1,
      (execution?.lastUpdateTime ?? 0) + 1,
    ];
    virtual?.advance(Math.max(0, Math.max(...earliest) - virtual.now()));
    what();
    virtual?.play();
  };
  const pipelineNamed = (name: string, region?: string) => {
    const pipeline = find(name, region);
    if (!pipeline) throw new Error(`There is no pipeline ${name}.`);
    return pipeline;
  };
  const runOf = (pipeline: Pipeline, execution: Execution, { script, change }: RunOptions = {}): Run => {
    const run =
      runs.get(execution) ?? createRun(pipeline, execution, { script: approvalsWait, change, random, clock, tell });
    if (script) run.script = script;
    runs.set(execution, run);
    return run;
  };
  // A run that took no time may have ended later than now.
  const startOf = ({ executions }: Pipeline) =>
    Math.max(Date.now(), ...executions.map((one) => one.lastUpdateTime + 1));

  const acts: Acts = {
    start(pipeline, options = {}) {
      const execution = createExecution(
        pipeline,
        options.trigger ?? startedByHand(pipeline),
        startOf(pipeline),
        random,
      );
      const run = runOf(pipeline, execution, options);
      act(pipeline, execution, () => startExecution(run));
      return execution;
    },
    answer: (approval, status, summary, by) =>
      act(approval.pipeline, undefined, () => answerApproval(approval, status, summary, by)),
    retryStage: (pipeline, execution, stage, mode) =>
      act(pipeline, execution, () => retryStage(runOf(pipeline, execution), stage, mode)),
    canStop: (pipeline, execution) => canStop(runOf(pipeline, execution)),
    stop: (pipeline, execution, abandon, reason) =>
      act(pipeline, execution, () => stopExecution(runOf(pipeline, execution), abandon, reason)),
    rollBack(pipeline, stage, target, by) {
      const rollback = createRollback(pipeline, target, by, startOf(pipeline), random);
      const run = runOf(pipeline, rollback);
      run.stages = [stage];
      act(pipeline, rollback, () => startExecution(run));
      return rollback;
    },
    update: (pipeline, stages) => act(pipeline, undefined, () => updatePipeline(pipeline, stages, clock.now())),
    setTransition(pipeline, stageName, side, transition) {
      gateOf(pipeline, stageName)[side] = transition;
      const behind = side === 'inbound' ? stageName : stageAfter(pipeline, stageName);
      if (behind !== undefined) act(pipeline, undefined, () => openGate(pipeline, behind));
    },
  };

  return {
    acts,
    startRun: (name, { region, ...options } = {}) =>
      acts.start(pipelineNamed(name, region), { script: everythingSucceeds, ...options }),
    retry(name, options = {}) {
      const pipeline = pipelineNamed(name, options.region);
      const execution = pipeline.executions.findLast(({ status }) => status === 'Failed');
      const failed = execution?.actions.findLast((row) => row.status === 'Failed');
      const stage = pipeline.stages.find((one) => one.name === failed?.stageName);
      if (!execution || !stage) throw new Error(`No execution of ${name} has failed.`);
      runOf(pipeline, execution, { script: everythingSucceeds, ...options });
      acts.retryStage(pipeline, execution, stage, 'FAILED_ACTIONS');
      return execution;
    },
    decide(name, ending, options = {}) {
      const pipeline = pipelineNamed(name, options.region);
      const execution = pipeline.executions.findLast((one) => waitingIn(runs.get(one)));
      const run = execution && runs.get(execution);
      const open = waitingIn(run);
      if (!run || !open) throw new Error(`Nothing in ${name} waits for a decision.`);
      const approval = pipeline.approvals.get(open.row.actionExecutionId);
      if (approval) approval.state = 'answered';
      act(pipeline, execution, () =>
        closeAction(run, open, ending.status === 'Waiting' ? { status: 'Succeeded' } : ending),
      );
      return run.execution;
    },
    expire(name, options = {}) {
      const pipeline = pipelineNamed(name, options.region);
      const open = openApprovals(pipeline);
      if (open.length === 0) throw new Error(`No approval of ${name} is open.`);
      act(pipeline, undefined, () => open.forEach(expireApproval));
    },
    adopt(run) {
      Object.assign(run, { tell, clock });
      runs.set(run.execution, run);
      openApprovals(run.pipeline).forEach(expireInTime);
      const building = waitingIn(run);
      if (virtual || !building || run.pipeline.approvals.has(building.row.actionExecutionId)) return;
      run.script = approvalsWait;
      later(ADOPTED_MS, () => closeAction(run, building, { status: 'Succeeded' }));
    },
    whenIdle: () => (virtual ? Promise.resolve() : live.whenIdle()),
    stopRuns() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      live.stop();
    },
  };
}

const waitingIn = (run: Run | undefined): OpenAction | undefined =>
  run?.visit?.open.find(({ ending, row }) => ending.status === 'Waiting' && row.status === 'InProgress');

function startedByHand({ accountId }: Pipeline): Execution['trigger'] {
  return { triggerType: 'StartPipelineExecution', triggerDetail: `arn:aws:iam::${accountId}:user/maya` };
}
