import type { ActionDeclaration, StageDeclaration } from './model.js';

/** How one attempt of an action ends; `Waiting` stays InProgress until somebody decides. */
export type Ending =
  | { status: 'Succeeded'; summary?: string; by?: string; outputVariables?: Record<string, string> }
  | {
      status: 'Failed';
      code?: string;
      message?: string;
      summary?: string;
      url?: string;
      by?: string;
      /** What a build or its commands printed, line by line; lines of one's own stand for the usual ones. */
      log?: string[];
      /** Of a CodeBuild action with `BatchEnabled`: the builds of its batch that failed, by their names there. */
      failedBuilds?: string[];
    }
  | { status: 'Abandoned'; reason: string }
  | { status: 'Waiting' };

export type FinalEnding = Exclude<Ending, { status: 'Waiting' }>;

/** What happens to each action of an execution. Attempt 1 is the first; each retry of a stage adds one. */
export type Script = (stage: StageDeclaration, action: ActionDeclaration, attempt: number) => Ending;

export const everythingSucceeds: Script = () => ({ status: 'Succeeded' });

/** A script in which one action, named as `Stage/Action`, ends so in the given attempts, and the rest succeeds. */
export function endingAt(place: string, ending: Ending, attempts: readonly number[] = [1]): Script {
  return (stage, action, attempt) =>
    `${stage.name}/${action.name}` === place && attempts.includes(attempt) ? ending : { status: 'Succeeded' };
}
