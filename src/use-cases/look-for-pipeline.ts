import { AwsProblem } from '../domain/aws-problem.js';
import { closeNames } from '../domain/close-names.js';
import { isPattern } from '../domain/subscription.js';
import type { ListPipelineNames } from './find-pipeline.js';

export interface LookDeps {
  listPipelineNames: ListPipelineNames;
  /** Any call that names the pipeline. Throws AwsProblem `pipeline-not-found` where there is none. */
  lookAtPipeline(pipelineName: string, region: string): Promise<unknown>;
}

interface Looked {
  isKnown: boolean; // AWS confirmed that it exists
  isMissing: boolean; // AWS said that it does not exist
  names: string[];
}

/**
 * Looks for a pipeline by a call with its name, since the list of names may be incomplete. Without an answer of AWS's
 * both flags are false, and subscribing is allowed.
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
