import { EXECUTION_ID } from '../domain/listing.js';

export interface ActionAddress {
  pipelineExecutionId: string;
  actionExecutionId: string;
}

const VERSION = '1';
const ID_LENGTH = 22;

/** Both ids in 45 characters, to fit an option's value (75). Undefined where an id is no UUID; so far both are. */
export function encodeAddress(ids: Partial<Record<keyof ActionAddress, string | undefined>>): string | undefined {
  const { pipelineExecutionId = '', actionExecutionId = '' } = ids;
  if (!EXECUTION_ID.test(pipelineExecutionId) || !EXECUTION_ID.test(actionExecutionId)) return undefined;
  return VERSION + packId(pipelineExecutionId) + packId(actionExecutionId);
}

/** Undefined for anything that encodeAddress can't have written. */
export function decodeAddress(value: string): ActionAddress | undefined {
  if (!/^1[\w-]{44}$/.test(value)) return undefined;
  const address = {
    pipelineExecutionId: unpackId(value.slice(1, 1 + ID_LENGTH)),
    actionExecutionId: unpackId(value.slice(1 + ID_LENGTH)),
  };
  return encodeAddress(address) === value ? address : undefined;
}

export const packId = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

export const unpackId = (packed: string) =>
  Buffer.from(packed, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
