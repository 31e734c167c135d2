import { parseListCommand } from './parse-list-command.js';
import { CommandRefusal, quoted } from './refusal.js';

export interface ApprovalsCommand {
  kind: 'approvals';
  /** Absent: those of the pipelines that the channel has subscribed. */
  pipelineName?: string | undefined;
  region?: string | undefined;
}

const FLAGS = ['--region', '--pipeline-name'];

/**
 * What follows `approvals`: `[pipeline] [--region r]`.
 * @throws CommandRefusal that names the flag or word that is wrong.
 */
export function parseApprovalsCommand(words: string[]): ApprovalsCommand {
  const flag = words.find((word) => /^--?[A-Za-z]/.test(word) && !FLAGS.includes(nameOf(word)));
  if (flag !== undefined) {
    throw new CommandRefusal(`approvals takes a pipeline, if you like, and --region; ${quoted(flag)} is neither.`);
  }
  if (words.length === 0) return { kind: 'approvals' };
  const { pipelineName, region } = parseListCommand(words).listing;
  return { kind: 'approvals', pipelineName, region };
}

/** `-region=x` → `--region`. */
const nameOf = (word: string) => word.replace(/^-(?=[^-])/, '--').split('=')[0] ?? '';
