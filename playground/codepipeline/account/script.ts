import type { Ending } from './ending.js';
import type { ActionDeclaration, StageDeclaration } from './model.js';

/** The ending of each action. Attempt 1 is the first; each retry of a stage adds one. */
export type Script = (stage: StageDeclaration, action: ActionDeclaration, attempt: number) => Ending;

export const everythingSucceeds: Script = () => ({ status: 'Succeeded' });

/** The default: approvals wait, everything else succeeds. */
export const approvalsWait: Script = (_stage, { actionTypeId }) => ({
  status: actionTypeId.category === 'Approval' ? 'Waiting' : 'Succeeded',
});

/** One action (`Stage/Action`) ends so in the given attempts, everything else succeeds. */
export function endingAt(place: string, ending: Ending, attempts: readonly number[] = [1]): Script {
  return (stage, action, attempt) =>
    `${stage.name}/${action.name}` === place && attempts.includes(attempt) ? ending : { status: 'Succeeded' };
}
