import { type PipelinePattern, valuesFor } from '../domain/pipeline-patterns.js';

/** In place of a group or channel: everybody in the team. */
const EVERYBODY = '*';

export interface Listing {
  /** Who may list which pipelines; one that no pattern matches is nobody's. */
  listable: PipelinePattern[];
  /** Slack's ids of those in a user group (`S…`) or channel (`C…`, `G…`). */
  members(id: string): Promise<string[]>;
}

/** Undefined when somebody may list a pipeline; else the ids of the groups, channels and people who may. */
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
