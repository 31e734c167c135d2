import type { Execution, Pipeline, StageGate, Transition } from './model.js';
import type { Run } from './run.js';

/** Creates the gate on first use. */
export function gateOf(pipeline: Pipeline, stageName: string): StageGate {
  const known = pipeline.gates.get(stageName);
  if (known) return known;
  const gate: StageGate = { inbound: { enabled: true }, outbound: { enabled: true }, waiting: [] };
  pipeline.gates.set(stageName, gate);
  return gate;
}

/**
 * Lets a run into a stage when it is free and its transitions are enabled, in order of arrival. In SUPERSEDED mode a
 * waiting run gives way.
 */
export function enterStage(run: Run, stageName: string, go: () => void): void {
  const gate = gateOf(run.pipeline, stageName);
  gate.waiting.push({ execution: run.execution, go: () => admit(run, gate, go), giveWay: () => supersede(run) });
  openGate(run.pipeline, stageName);
  if (run.pipeline.executionMode !== 'SUPERSEDED') return;
  for (const older of gate.waiting.splice(0, Math.max(0, gate.waiting.length - 1))) older.giveWay();
}

/** Frees a stage and lets waiting runs in. */
export function leaveStage(run: Run, stageName: string): void {
  const gate = gateOf(run.pipeline, stageName);
  if (gate.holder === run.execution) delete gate.holder;
  openGate(run.pipeline, stageName);
}

export function openGate(pipeline: Pipeline, stageName: string): void {
  const gate = gateOf(pipeline, stageName);
  while (gate.waiting.length > 0 && isOpen(pipeline, stageName, gate)) gate.waiting.shift()?.go();
}

/** @returns the next stage, whose gate an outbound transition closes too. */
export function stageAfter(pipeline: Pipeline, stageName: string): string | undefined {
  return pipeline.stages[pipeline.stages.findIndex(({ name }) => name === stageName) + 1]?.name;
}

/** Removes a waiting execution from its gate; false when it waits nowhere. */
export function stopWaiting(pipeline: Pipeline, execution: Execution): boolean {
  for (const gate of pipeline.gates.values()) {
    const index = gate.waiting.findIndex((one) => one.execution === execution);
    if (index >= 0) return gate.waiting.splice(index, 1).length > 0;
  }
  return false;
}

function isOpen(pipeline: Pipeline, stageName: string, gate: StageGate): boolean {
  const before = pipeline.stages[pipeline.stages.findIndex(({ name }) => name === stageName) - 1];
  const outbound: Transition | undefined = before && pipeline.gates.get(before.name)?.outbound;
  if (!gate.inbound.enabled || outbound?.enabled === false) return false;
  return pipeline.executionMode === 'PARALLEL' || gate.holder === undefined;
}

function admit(run: Run, gate: StageGate, go: () => void): void {
  gate.holder = run.execution;
  gate.latest = run.execution;
  go();
}

function supersede(run: Run): void {
  run.execution.status = 'Superseded';
  run.execution.lastUpdateTime = run.clock.now();
  run.tell(run, { of: 'pipeline', state: 'SUPERSEDED' });
}
