/** `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

export function pipelineArn(pipeline: { accountId: string; region: string; name: string }): string {
  const { accountId, region, name } = pipeline;
  return `arn:${partitionOf(region)}:codepipeline:${region}:${accountId}:${name}`;
}

export function roleArn(accountId: string, region: string, role: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:role/${role}`;
}

/** CodePipeline's session: the role's name, and the start in milliseconds as session name. */
export function sessionArn(accountId: string, region: string, role: string, session: string): string {
  return `arn:${partitionOf(region)}:sts::${accountId}:assumed-role/${role}/${session}`;
}

/** The simulator has no users, so the access key serves as a name. */
export function userArn(accountId: string, region: string, accessKeyId: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:user/${accessKeyId}`;
}
