import { isRegion } from '../domain/account.js';
import { VERBS, type Verb } from '../domain/act.js';
import { EXECUTION_ID } from '../domain/listing.js';

export interface ActAddress {
  verb: Verb;
  pipelineName: string;
  region: string;
  pipelineExecutionId: string;
  stageName?: string | undefined;
  actionName?: string | undefined;
  token?: string | undefined;
  /** The channel message whose button opened the window; only in windows. */
  from?: { channel: string; ts: string } | undefined;
}

const NAME = /^[A-Za-z0-9.@_-]{1,100}$/;
const CHANNEL = /^[CDG][A-Z0-9]{2,30}$/;
const TS = /^\d{1,12}\.\d{1,6}$/;

/** At most about 450 characters: a button's value holds 2,000, private_metadata 3,000. */
export const encodeAct = (address: ActAddress): string => {
  const { verb, pipelineName, region, pipelineExecutionId, stageName = '', actionName = '', token = '' } = address;
  const from = address.from ? [address.from.channel, address.from.ts] : [];
  return [verb, pipelineName, region, pipelineExecutionId, stageName, actionName, token, ...from].join(' ');
};

/** Undefined for anything that encodeAct can't have written. */
export function decodeAct(value: string | undefined): ActAddress | undefined {
  const parts = value?.split(' ') ?? [];
  const [verb, pipelineName = '', region = '', pipelineExecutionId = '', stageName = '', actionName = '', token = ''] =
    parts;
  const isRun = NAME.test(pipelineName) && isRegion(region) && EXECUTION_ID.test(pipelineExecutionId);
  const isPlace = [stageName, actionName].every((name) => name === '' || NAME.test(name)) && isId(token);
  const [channel = '', ts = ''] = parts.slice(7);
  const isFrom = parts.length === 7 || (parts.length === 9 && CHANNEL.test(channel) && TS.test(ts));
  if (!isFrom || !isVerb(verb) || !isRun || !isPlace) return undefined;
  const isDecision = verb === 'approve' || verb === 'reject';
  if (isDecision && !(stageName && actionName && token)) return undefined;
  if (verb === 'roll-back' && !stageName) return undefined;
  return {
    ...{ verb, pipelineName, region, pipelineExecutionId },
    ...(stageName && { stageName }),
    ...(actionName && { actionName }),
    ...(token && { token }),
    ...(ts && { from: { channel, ts } }),
  };
}

const isVerb = (word: string | undefined): word is Verb => VERBS.some((verb) => verb === word);
const isId = (token: string) => token === '' || EXECUTION_ID.test(token);
