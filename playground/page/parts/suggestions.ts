import type { Workspace } from '../connection/workspace.js';

interface Suggestion {
  text: string;
  why: string;
}

/** Commands for newcomers, with an existing pipeline. */
export function suggestions({ commands, controls }: Workspace): Suggestion[] {
  const command = commands[0]?.command;
  if (!command) return [];
  const pipeline = controls?.pipelines[0] ?? 'checkout-service';
  return [
    { text: `${command} ${pipeline}`, why: 'one page of its action executions' },
    { text: `${command} ${pipeline} --failed`, why: 'only those that failed' },
    { text: command, why: 'find a pipeline as you type' },
    { text: `${command} subscribe ${pipeline}`, why: 'news in this channel when it breaks' },
    { text: `${command} ${pipeline.slice(0, -2)}`, why: 'a typo, and the name that it suggests' },
    { text: `${command} help`, why: 'everything it can do' },
  ];
}
