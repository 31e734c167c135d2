import type { Failure } from '../failure.js';
import type { FailureRequest, FailureSources } from './failure/sources.js';

export async function gatherFailure(_sources: FailureSources, _request: FailureRequest): Promise<Failure> {
  throw new Error('being written');
}
