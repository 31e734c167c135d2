import { executionIdStart } from '../domain/execution-id.js';
import { PIPELINE_NAME, REGION } from '../domain/listing.js';
import { refuse } from './refusal.js';

export interface Address {
  pipelineName: string;
  region?: string;
  /** Twelve digits; of an ARN, or of the console where several sessions are open. */
  account?: string;
  pipelineExecutionId?: string;
}

const ARN = /^arn:aws[a-z-]*:codepipeline:([^:]+):(\d{12}):([^:/]+)(?:\/.*)?$/i;

/** An ARN or console URL of a pipeline; undefined for other words. @throws CommandRefusal for any other ARN or URL. */
export function parseAddress(word: string): Address | undefined {
  if (/^arn:/i.test(word)) return parseArn(word) ?? refuse({ kind: 'other-address', given: word });
  if (!/^https?:\/\//i.test(word) && !/^[\w.-]+\.console\.[\w.-]+\/|^console\.[\w.-]+\//i.test(word)) return undefined;
  return parseUrl(word) ?? refuse({ kind: 'other-address', given: word });
}

function parseArn(word: string): Address | undefined {
  const [, region = '', account = '', pipelineName = ''] = ARN.exec(word) ?? [];
  if (!REGION.test(region) || !PIPELINE_NAME.test(pipelineName)) return undefined;
  return { pipelineName, region, account };
}

function parseUrl(word: string): Address | undefined {
  const address = /^https?:/i.test(word) ? word : `https://${word}`;
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, searchParams, hash } = new URL(address);
  // A shortcut URL of the access portal contains the console's URL.
  const destination = searchParams.get('destination') ?? new URLSearchParams(hash.split('?')[1]).get('destination');
  if (destination?.startsWith('https:') && !destination.includes('destination=')) return parseUrl(destination);
  const [, name = '', rest = ''] =
    /\/codepipeline\/pipelines\/([^/]+)(\/.*)?$/.exec(pathname) ?? /^#\/view\/([^/?]+)/.exec(hash) ?? [];
  const pipelineName = decoded(name);
  if (!PIPELINE_NAME.test(pipelineName)) return undefined;
  // With multi-session support the host begins with the account:
  // 111122223333-abcdefgh.eu-west-1.console.aws.amazon.com.
  const region = [searchParams.get('region') ?? '', ...hostname.split('.')].find((part) => REGION.test(part));
  const account = /^(\d{12})-/.exec(hostname)?.[1];
  const pipelineExecutionId = executionIdStart(/^\/executions\/([^/]+)/.exec(rest)?.[1] ?? '');
  return {
    pipelineName,
    ...(region && { region }),
    ...(account && { account }),
    ...(pipelineExecutionId && { pipelineExecutionId }),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
