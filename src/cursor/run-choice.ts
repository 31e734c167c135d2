import { EXECUTION_ID } from '../domain/listing.js';
import { packId, unpackId } from './action-address.js';

/** A choice such as `failure` for a run; the pipeline is in the listing beside it. */
export interface RunChoice {
  choice: string;
  pipelineExecutionId: string;
}

const VERSION = '2';

/** At most 75 characters, as an option's value: `choice` may have 52. Undefined where the id is no UUID. */
export function encodeRunChoice(choice: string, pipelineExecutionId: string): string | undefined {
  return EXECUTION_ID.test(pipelineExecutionId) ? VERSION + packId(pipelineExecutionId) + choice : undefined;
}

/** Undefined for anything that encodeRunChoice can't have written. */
export function decodeRunChoice(value: string): RunChoice | undefined {
  const [, packed = '', choice = ''] = /^2([\w-]{22})([a-z-]{1,52})$/.exec(value) ?? [];
  const pipelineExecutionId = packed && unpackId(packed);
  return encodeRunChoice(choice, pipelineExecutionId) === value ? { choice, pipelineExecutionId } : undefined;
}
