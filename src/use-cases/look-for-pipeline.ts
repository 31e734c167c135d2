import { AwsProblem } from '../domain/aws-problem.js';
import { closeNames } from '../domain/close-names.js';
import { isPattern } from '../domain/subscription.js';
import type { ListPipelineNames } from './find-pipeline.js';

export interface LookDeps {
  listPipelineNames: ListPipelineNames;
  /** Any one call that names the pipeline. Throws AwsProblem `pipeline-not-found` where there is none. */
  lookAtPipeline(pipelineName: string, region: string): Promise<unknown>;
}

interface Looked {
  /** AWS has said that there is one. */
  isKnown: boolean;
  /** AWS has said that there is none. */
  isMissing: boolean;
  /** Up to three that may be meant instead. */
  names: string[];
}

/**
 * Whether a region has a pipeline of that name, by a call that names it: the list of names may go on.
 * What AWS does not say keeps nobody from subscribing.
 */
export async function lookFor(deps: LookDeps, pipeline: string, region: string): Promise<Looked> {
  const unsaid = { isKnown: false, isMissing: false, names: [] };
  if (isPattern(pipeline)) return unsaid;
  try {
    await deps.lookAtPipeline(pipeline, region);
    return { ...unsaid, isKnown: true };
  } catch (error) {
    if (!(error instanceof AwsProblem)) throw error;
    if (error.kind !== 'pipeline-not-found') return unsaid;
    const { names } = await deps.listPipelineNames(region).catch(() => ({ names: [] }));
    return { isKnown: false, isMissing: true, names: closeNames(pipeline, names) };
  }
}
