import type { InputOf } from '../constraints.js';
import { type Context, seconds } from './context.js';
import { readPage } from './read-page.js';

/** The region's pipelines by name; AWS's order is undocumented. At most 1,000 without maxResults. */
export function listPipelines(context: Context, input: InputOf<'ListPipelines'>) {
  const { account, region } = context;
  const { page, token } = readPage(context, {
    scope: { operation: 'ListPipelines', pipelineName: '', executionId: '', range: 'All' },
    nextToken: input.nextToken,
    size: input.maxResults ?? 1000,
    read: (after, size) => {
      const rest = account.pipelines(region).filter(({ name }) => after === undefined || name > after.id);
      return { page: rest.slice(0, size), hasMore: rest.length > size };
    },
    positionOf: ({ name }) => ({ startTime: 0, id: name }),
  });
  const pipelines = page.map(({ name, version, pipelineType, executionMode, created, updated }) => ({
    name,
    version,
    pipelineType,
    executionMode,
    created: seconds(created),
    updated: seconds(updated),
  }));
  return { pipelines, ...(token !== undefined && { nextToken: token }) };
}
