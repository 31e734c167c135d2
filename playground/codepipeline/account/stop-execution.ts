import type { Run } from './run.js';
import { closeAction, endStage, settle, tellStage } from './run-execution.js';
import { stopWaiting } from './stage-gate.js';

/** Whether an action is in progress or about to start. */
export const canStop = ({ pipeline, execution, visit }: Run): boolean =>
  visit !== undefined ||
  [...pipeline.gates.values()].some(({ waiting }) => waiting.some((one) => one.execution === execution));

/**
 * Stops a run after its current actions, or with `abandon` at once. Work in other services goes on. An open approval
 * can be answered while the run is stopping, but not once abandoned (recorded).
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
