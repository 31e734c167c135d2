import type { ActionExecution } from '../domain/action-execution.js';
import { type Run, type RunAction, withStatus } from '../domain/run.js';
import { placeInWords } from './cause.js';
import { cut, cutAtWord, oneLine } from './text.js';

/** How much of a run is shown, in characters; 0 leaves a part out. */
export interface Detail {
  durations: boolean;
  commit: number;
  reason: number;
  name: number;
  passed: boolean; // whether passed actions are named or counted
  place: boolean; // whether to say when it ran and where the rest is
}

export interface Entries {
  pipelineName: string;
  region: string;
  now: Date;
  nameOf: NameAction;
  detail: Detail;
  failedOnly: boolean;
}

export const nameIn = ({ nameOf, detail }: Entries, action: ActionExecution): string =>
  cutAtWord(nameOf(action), detail.name);

/** The same name for an action everywhere on a page. */
export type NameAction = (action: ActionExecution) => string;

/** `Deploy-prod`, or `Prod › Unit` where two actions have the same name. */
export function namesFor(runs: Run[]): NameAction {
  const places = new Map<string, Set<string>>();
  for (const { newest } of runs.flatMap(({ actions }) => actions)) {
    const name = shortName(newest);
    places.set(name, (places.get(name) ?? new Set()).add(`${newest.stageName}\n${newest.actionName}`));
  }
  return (action) => {
    const name = shortName(action);
    return (places.get(name)?.size ?? 0) > 1 ? fullName(action) : name;
  };
}

const shortName = ({ stageName = 'no stage', actionName = 'no action' }: ActionExecution): string =>
  placeInWords({ stageName, actionName });

const fullName = ({ stageName = 'no stage', actionName = 'no action' }: ActionExecution): string =>
  `${cut(oneLine(stageName), 60) || '–'} › ${cut(oneLine(actionName), 60) || '–'}`;

export type Heading = 'failed' | 'running' | 'abandoned' | 'unknown' | 'passed';

const STATUSES = { failed: 'Failed', running: 'InProgress', abandoned: 'Abandoned', passed: 'Succeeded' } as const;

export function byHeading(run: Run): Record<Heading, RunAction[]> {
  const of = (heading: keyof typeof STATUSES) => withStatus(run, STATUSES[heading]);
  const known: string[] = Object.values(STATUSES);
  const unknown = run.actions.filter(({ newest }) => !known.includes(newest.status ?? ''));
  return { failed: of('failed'), running: of('running'), abandoned: of('abandoned'), passed: of('passed'), unknown };
}

/** Failure first, then what is running; judged by the actions on the page only. */
export function headingOf(run: Run): Heading {
  const actions = byHeading(run);
  return (
    (['failed', 'running', 'abandoned', 'unknown'] as const).find((heading) => actions[heading].length) ?? 'passed'
  );
}

export function listed(names: string[]): string {
  if (names.length <= 2) return names.join(' and ');
  const shown = names.slice(0, 2);
  return names.length === 3
    ? `${shown.join(', ')} and ${names[2]}`
    : `${shown.join(', ')} and ${names.length - 2} more`;
}

export const times = (count: number): string => (count < 2 ? '' : count === 2 ? ' twice' : ` ${count} times`);
