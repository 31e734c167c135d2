import { type PipelinePattern, valuesFor } from '../domain/pipeline-patterns.js';

const EVERYBODY = '*'; // stands for every member of the team

export interface Listing {
  listable: PipelinePattern[]; // a pipeline without a matching pattern may not be listed
  /** Slack's ids of the members of a user group (`S…`) or channel (`C…`, `G…`). */
  members(id: string): Promise<string[]>;
}

/** Undefined when the user may list the pipeline; else the ids of the groups, channels and people who may. */
export async function refusedTo(
  { listable, members }: Listing,
  pipelineName: string,
  user: string,
): Promise<string[] | undefined> {
  const ids = valuesFor(listable, pipelineName) ?? [];
  if (ids.includes(EVERYBODY) || ids.includes(user)) return undefined;
  const groups = await Promise.all(ids.filter((id) => !/^[UW]/.test(id)).map(members));
  return groups.some((group) => group.includes(user)) ? undefined : ids;
}
