import type { ActionExecution } from '../domain/action-execution.js';
import { type Run, type RunAction, withStatus } from '../domain/run.js';
import { placeInWords } from './cause.js';
import { cut, cutAtWord, oneLine } from './text.js';

/** How much of a run is shown, in characters; 0 leaves a part out. */
export interface Detail {
  durations: boolean;
  /** Of a commit message. */
  commit: number;
  reason: number;
  /** Of an action's name. */
  name: number;
  /** Passed actions by name, else their number. */
  passed: boolean;
  /** When it was, and where the rest of it is. */
  place: boolean;
}

/** What the entries of a page have in common. */
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

/** An action's name as people say it, the same wherever a page names it. */
export type NameAction = (action: ActionExecution) => string;

/** Names for the actions of a page: `Deploy-prod`, and `Prod › Unit` where two actions would be called alike. */
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

/** Of an action that is alone: its stage says where it stands. */
const fullName = ({ stageName = 'no stage', actionName = 'no action' }: ActionExecution): string =>
  `${cut(oneLine(stageName), 60) || '–'} › ${cut(oneLine(actionName), 60) || '–'}`;

/** What a run's entry begins with; a passed run needs no word. */
export type Heading = 'failed' | 'running' | 'abandoned' | 'unknown' | 'passed';

const STATUSES = { failed: 'Failed', running: 'InProgress', abandoned: 'Abandoned', passed: 'Succeeded' } as const;

/** Actions of a run by what became of their newest attempt on the page. */
export function byHeading(run: Run): Record<Heading, RunAction[]> {
  const of = (heading: keyof typeof STATUSES) => withStatus(run, STATUSES[heading]);
  const known: string[] = Object.values(STATUSES);
  const unknown = run.actions.filter(({ newest }) => !known.includes(newest.status ?? ''));
  return { failed: of('failed'), running: of('running'), abandoned: of('abandoned'), passed: of('passed'), unknown };
}

/** What counts most about a run: its failure, else what it does. This is about its actions; a page knows no more. */
export function headingOf(run: Run): Heading {
  const actions = byHeading(run);
  return (
    (['failed', 'running', 'abandoned', 'unknown'] as const).find((heading) => actions[heading].length) ?? 'passed'
  );
}

/** `Unit`, `Unit and Lint`, `Unit, Lint and 3 more`. */
export function listed(names: string[]): string {
  if (names.length <= 2) return names.join(' and ');
  const shown = names.slice(0, 2);
  return names.length === 3
    ? `${shown.join(', ')} and ${names[2]}`
    : `${shown.join(', ')} and ${names.length - 2} more`;
}

/** ``, ` twice`, ` 3 times`. */
export const times = (count: number): string => (count < 2 ? '' : count === 2 ? ' twice' : ` ${count} times`);
