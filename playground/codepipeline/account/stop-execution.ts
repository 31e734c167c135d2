import type { Run } from './run.js';
import { closeAction, endStage, settle, tellStage } from './run-execution.js';
import { stopWaiting } from './stage-gate.js';

/** Whether there is anything to stop: an action under way, or about to be. */
export const canStop = ({ pipeline, execution, visit }: Run): boolean =>
  visit !== undefined ||
  [...pipeline.gates.values()].some(({ waiting }) => waiting.some((one) => one.execution === execution));

/**
 * Stops a run: what is under way ends first, or with `abandon` is given up. What other services have begun goes on.
 * An approval that is open can be answered while the run waits for it to end, and not once it is abandoned (recorded).
 */
export function stopExecution(run: Run, abandon: boolean, reason: string | undefined): void {
  const { execution, pipeline } = run;
  execution.stopReason = reason;
  const wasStopping = execution.status === 'Stopping';
  settle(run, 'Stopping');
  if (!wasStopping) run.tell(run, { of: 'pipeline', state: 'STOPPING' });
  const visit = run.visit;
  if (!visit) {
    stopWaiting(pipeline, execution);
    settle(run, 'Stopped');
    run.tell(run, { of: 'pipeline', state: 'STOPPED' });
    return;
  }
  if (!wasStopping) tellStage(run, visit, 'STOPPING', 'Stopping');
  if (!abandon && visit.open.length > 0) return;
  visit.toStart = 0;
  for (const open of [...visit.open]) {
    const approval = pipeline.approvals.get(open.row.actionExecutionId);
    if (approval) approval.state = 'out-of-date';
    closeAction(run, open, { status: 'Abandoned', reason: reason ?? '' });
  }
  if (run.visit === visit) endStage(run, visit, 'Abandoned');
}
