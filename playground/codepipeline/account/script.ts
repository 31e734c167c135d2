import type { Ending } from './ending.js';
import type { ActionDeclaration, StageDeclaration } from './model.js';

/** What happens to each action of an execution. Attempt 1 is the first; each retry of a stage adds one. */
export type Script = (stage: StageDeclaration, action: ActionDeclaration, attempt: number) => Ending;

export const everythingSucceeds: Script = () => ({ status: 'Succeeded' });

/** What happens to an execution that nobody scripts: approvals wait for an answer, and the rest succeeds. */
export const approvalsWait: Script = (_stage, { actionTypeId }) => ({
  status: actionTypeId.category === 'Approval' ? 'Waiting' : 'Succeeded',
});

/** A script in which one action, named as `Stage/Action`, ends so in the given attempts, and the rest succeeds. */
export function endingAt(place: string, ending: Ending, attempts: readonly number[] = [1]): Script {
  return (stage, action, attempt) =>
    `${stage.name}/${action.name}` === place && attempts.includes(attempt) ? ending : { status: 'Succeeded' };
}
