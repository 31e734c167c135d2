import { asPipelineName, asRegion } from './parse-value.js';
import { type OptionReaders, readOptions } from './read-options.js';
import { refuse } from './refusal.js';

export interface ApprovalsCommand {
  kind: 'approvals';
  /** Absent: those of the pipelines that the channel has subscribed. */
  pipelineName?: string;
  region?: string;
}

const OPTIONS = { '--pipeline-name': (given: string) => given, '--region': asRegion } satisfies OptionReaders;

/** What follows `approvals`: `[pipeline] [--region r]`. @throws CommandRefusal */
export function parseApprovalsCommand(given: string[]): ApprovalsCommand {
  const { words, options } = readOptions<{ pipelineName: string; region: string }>(given, OPTIONS);
  const [name, ...more] = options.pipelineName === undefined ? words : [options.pipelineName, ...words];
  if (more.length) refuse({ kind: 'extra-words', words: more });
  return {
    kind: 'approvals',
    ...(name !== undefined && { pipelineName: asPipelineName(name) }),
    ...(options.region && { region: options.region }),
  };
}
