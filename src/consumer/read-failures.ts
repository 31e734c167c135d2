import { isPassing } from '../domain/aws-problem.js';
import type { Failure } from '../domain/failure.js';
import type { Asked } from '../domain/history.js';
import { createLatestFew } from '../runtime/latest-few.js';
import { askExecution } from '../use-cases/announce/ask-execution.js';
import type { AnnounceDeps } from '../use-cases/announce/ports.js';
import { gatherFailure } from '../use-cases/failure/gather-failure.js';
import type { FailureSources } from '../use-cases/failure/sources.js';

/** Executions whose branch is remembered. */
const MOST_ASKED = 1000;

/** What AWS says of an execution's branch and type never changes. */
export function askedOnce(sources: FailureSources): AnnounceDeps['askExecution'] {
  const known = createLatestFew<Asked>(MOST_ASKED);
  return async (pipeline, id) => {
    const answer = known.get(id) ?? (await askExecution(sources, pipeline, id));
    known.keep(id, answer);
    return answer;
  };
}

/** Gathers failures; where AWS does not say what failed only because it is down, the event comes again. */
export function gatherer(sources: FailureSources): AnnounceDeps['gather'] {
  return ({ pipelineName, region }, { at, ...failed }, isUrgent) => {
    let problem: unknown;
    const listActionExecutions: FailureSources['listActionExecutions'] = (query) =>
      sources.listActionExecutions(query).catch((error: unknown) => {
        problem = error;
        throw error;
      });
    const request = { pipelineName, region, ...failed, failedAt: new Date(at) };
    const gathering = gatherFailure({ ...sources, listActionExecutions }, request);
    const orComeAgain = (failure: Failure) => {
      if (isPassing(problem) && !isUrgent) throw problem;
      return failure;
    };
    return { ...gathering, failure: gathering.failure.then(orComeAgain) };
  };
}
