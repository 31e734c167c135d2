import { parseListCommand } from './parse-list-command.js';
import { CommandRefusal, quoted } from './refusal.js';

export interface FailureCommand {
  kind: 'failure';
  pipelineName: string;
  region?: string | undefined;
  /** Absent: the newest failed execution. */
  pipelineExecutionId?: string | undefined;
}

const FLAGS = ['--region', '--execution', '--pipeline-name'];

/**
 * What follows `failure`: `<pipeline> [execution-id] [--region r]`.
 * @throws CommandRefusal that names the flag or word that is wrong.
 */
export function parseFailureCommand(words: string[]): FailureCommand {
  const flag = words.find((word) => /^--?[A-Za-z]/.test(word) && !FLAGS.includes(nameOf(word)));
  if (flag !== undefined) {
    throw new CommandRefusal(
      `failure takes a pipeline, an execution id if you like, and --region; ${quoted(flag)} is none of them.`,
    );
  }
  const { pipelineName, region, filter } = parseListCommand(words).listing;
  return { kind: 'failure', pipelineName, region, pipelineExecutionId: filter?.pipelineExecutionId };
}

/** `-region=x` → `--region`. */
const nameOf = (word: string) => word.replace(/^-(?=[^-])/, '--').split('=')[0] ?? '';
