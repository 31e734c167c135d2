import { accountIn, regionCode } from '../domain/account.js';

interface Pipeline {
  pipelineName: string;
  region?: string | undefined;
}

/** A pipeline’s name; where the bot reads several accounts `payments:checkout`, which can be typed so. */
export function pipelineInWords({ pipelineName, region = '' }: Pipeline): string {
  const alias = accountIn(region);
  return alias === undefined ? pipelineName : `${alias}:${pipelineName}`;
}

/** A region, and its account if it has one, as options: ` --account payments --region eu-west-1`; or nothing. */
export function placeAsTyped(region: string | undefined): string {
  if (region === undefined) return '';
  const alias = accountIn(region);
  return `${alias === undefined ? '' : ` --account ${alias}`} --region ${regionCode(region)}`;
}
