import { regionCode } from '../domain/account.js';
import { inUrl } from './text.js';

/** By partition; `aws-iso` and the like have no public console. */
export function consoleHost(where: string): string | undefined {
  const region = regionCode(where);
  if (/^cn-/.test(region)) return `${region}.console.amazonaws.cn`;
  if (/^us-gov-/.test(region)) return `${region}.console.amazonaws-us-gov.com`;
  if (/^(us-iso|eu-isoe|eusc)/.test(region)) return undefined;
  return `${region}.console.aws.amazon.com`;
}

/** Undefined where the console's host is unknown. */
export function pipelineUrl(region: string, pipeline: string): string | undefined {
  const host = consoleHost(region);
  return (
    host && `https://${host}/codesuite/codepipeline/pipelines/${inUrl(pipeline)}/view?region=${regionCode(region)}`
  );
}

export function executionUrl(region: string, pipeline: string, executionId: string): string | undefined {
  const host = consoleHost(region);
  const path = `pipelines/${inUrl(pipeline)}/executions/${inUrl(executionId)}/timeline`;
  return host && `https://${host}/codesuite/codepipeline/${path}?region=${regionCode(region)}`;
}
