import type { Workspace } from '../connection/workspace.js';

export interface Completion {
  name: string;
  /** How a command is used, or the name behind a handle. */
  hint: string;
  description: string;
  /** The whole text after completion, and the caret in it. */
  text: string;
  caret: number;
  /** Whether the name is complete, so that Enter sends. */
  isTyped: boolean;
}

const MOST = 8;

type Known = Pick<Workspace, 'commands' | 'users' | 'userGroups' | 'channels'>;
type Candidate = Pick<Completion, 'name' | 'hint' | 'description'>;

/** Completes a command at the start, a person or group after `@`, a channel after `#`. */
export function findCompletions(known: Known, text: string, caret: number): Completion[] {
  const before = text.slice(0, caret);
  const typed = /^\/\S*$/.exec(before)?.[0] ?? /(?<![\w.`@#/-])[@#][\w.-]*$/.exec(before)?.[0];
  if (typed === undefined) return [];
  const start = before.length - typed.length;
  const rest = text.slice(caret);
  return candidates(known, typed.charAt(0))
    .filter((candidate) => fits(candidate, typed))
    .slice(0, MOST)
    .map((candidate) => {
      const head = `${text.slice(0, start)}${candidate.name} `;
      return {
        ...candidate,
        text: head + rest.replace(/^ /, ''),
        caret: head.length,
        isTyped: candidate.name === typed.toLowerCase(),
      };
    });
}

function candidates({ commands, users, userGroups, channels }: Known, mark: string): Candidate[] {
  if (mark === '/')
    return commands.map(({ command, usageHint, description }) => ({ name: command, hint: usageHint, description }));
  if (mark === '#') {
    const named = [...channels.values()].filter(({ kind }) => kind !== 'direct');
    return named.map(({ name }) => ({ name: `#${name}`, hint: '', description: '' }));
  }
  const people = [...users.values()].map(({ name, realName }) => ({
    name: `@${name}`,
    hint: realName,
    description: '',
  }));
  const groups = userGroups.map(({ handle, name }) => ({ name: `@${handle}`, hint: name, description: 'User group' }));
  return [...people, ...groups];
}

/** Commands match by their beginning; people and channels by any word's, as in Slack. */
function fits({ name, hint }: Candidate, typed: string): boolean {
  const wanted = typed.slice(1).toLowerCase();
  const words = typed.startsWith('/')
    ? [name.slice(1)]
    : [name.slice(1), ...name.slice(1).split(/[-_.]/), ...hint.split(' ')];
  return words.some((word) => word.toLowerCase().startsWith(wanted));
}
