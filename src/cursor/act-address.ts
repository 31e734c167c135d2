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
  from?: Origin | undefined; // where the button of a window stands
}

/** A message that others see too, such as an approval's card; or a page that one person reads, and its response_url. */
export type Origin =
  | { kind: 'card' | 'message'; channel: string; ts: string }
  | { kind: 'page'; blockId: string; url: string };

const NAME = /^[A-Za-z0-9.@_-]{1,100}$/;
const CHANNEL = /^[CDG][A-Z0-9]{2,30}$/;
const TS = /^\d{1,12}\.\d{1,6}$/;

/** At most about 450 characters, in a window 900: a button's value holds 2,000, private_metadata 3,000. */
export const encodeAct = (address: ActAddress): string => {
  const { verb, pipelineName, region, pipelineExecutionId, stageName = '', actionName = '', token = '' } = address;
  const from = address.from ? Object.values(address.from) : [];
  return [verb, pipelineName, region, pipelineExecutionId, stageName, actionName, token, ...from].join(' ');
};

/** Undefined for anything that encodeAct can't have written. */
export function decodeAct(value: string | undefined): ActAddress | undefined {
  const parts = value?.split(' ') ?? [];
  const [verb, pipelineName = '', region = '', pipelineExecutionId = '', stageName = '', actionName = '', token = ''] =
    parts;
  const isRun = NAME.test(pipelineName) && isRegion(region) && EXECUTION_ID.test(pipelineExecutionId);
  const isPlace = [stageName, actionName].every((name) => name === '' || NAME.test(name)) && isId(token);
  const from = parts.length === 10 ? originOf(parts.slice(7)) : undefined;
  if ((parts.length !== 7 && !from) || !isVerb(verb) || !isRun || !isPlace) return undefined;
  const isDecision = verb === 'approve' || verb === 'reject';
  if (isDecision && !(stageName && actionName && token)) return undefined;
  if (verb === 'roll-back' && !stageName) return undefined;
  return {
    verb,
    pipelineName,
    region,
    pipelineExecutionId,
    ...(stageName && { stageName }),
    ...(actionName && { actionName }),
    ...(token && { token }),
    ...(from && { from }),
  };
}

function originOf([kind, place = '', last = '']: string[]): Origin | undefined {
  if (kind === 'page') return URL.canParse(last) ? { kind, blockId: place, url: last } : undefined;
  const isPlace = CHANNEL.test(place) && TS.test(last);
  return (kind === 'card' || kind === 'message') && isPlace ? { kind, channel: place, ts: last } : undefined;
}

const isVerb = (word: string | undefined): word is Verb => VERBS.some((verb) => verb === word);
const isId = (token: string) => token === '' || EXECUTION_ID.test(token);
