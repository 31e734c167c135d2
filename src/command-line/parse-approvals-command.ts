import type { Accounts } from '../domain/account.js';
import { PLACE_OPTIONS, type PlaceOptions, parsePlace } from './parse-place.js';
import { asPipelineName } from './parse-value.js';
import { readOptions } from './read-options.js';

export interface ApprovalsCommand {
  kind: 'approvals';
  pipelineName?: string; // absent: the channel's subscribed pipelines
  region?: string;
}

/** Reads `[pipeline] [--region r]` after `approvals`. @throws CommandRefusal */
export function parseApprovalsCommand(given: string[], accounts: Accounts): ApprovalsCommand {
  const { words, options } = readOptions<PlaceOptions>(given, PLACE_OPTIONS);
  const { pipeline, region } = parsePlace(words, options, accounts);
  return {
    kind: 'approvals',
    ...(pipeline !== undefined && { pipelineName: asPipelineName(pipeline) }),
    ...(region && { region }),
  };
}
