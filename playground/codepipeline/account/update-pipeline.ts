import { isOpen } from './approvals.js';
import type { Pipeline, StageDeclaration } from './model.js';
import { openGate } from './stage-gate.js';

/**
 * Changes a pipeline's definition. Recorded: an open approval can't be answered any more, though its row stays
 * InProgress; runs by the old definition finish their current actions and go no further.
 */
export function updatePipeline(pipeline: Pipeline, stages: StageDeclaration[], at: number): void {
  pipeline.version += 1;
  pipeline.updated = at;
  pipeline.stages = stages;
  for (const approval of pipeline.approvals.values()) {
    if (!isOpen(approval)) continue;
    approval.state = 'out-of-date';
    approval.tellCanceled();
  }
  for (const [stageName, gate] of pipeline.gates) {
    delete gate.holder;
    gate.waiting = [];
    openGate(pipeline, stageName);
  }
}
