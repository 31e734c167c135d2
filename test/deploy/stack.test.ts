import { describe, expect, test } from '@jest/globals';
import { readProjectFile, readSources } from '../source-files.js';
import { deployTemplate } from './deploy-template.js';
import { STACK } from './parameters.js';
import { readTemplate } from './template.js';

const text = readProjectFile('deploy/pipeline-actions.yaml');
const template = readTemplate(text);
type Parameters = Record<string, string | number>;
const resources = (parameters: Parameters) => deployTemplate(template, parameters).Resources;
const socket = resources(STACK['Socket Mode']);
const http = resources(STACK.HTTP);

/** Properties of the one container of a deployment. */
const containerOf = ({ TaskDefinition }: typeof socket) =>
  (TaskDefinition?.Properties.ContainerDefinitions as Record<string, unknown>[] | undefined)?.[0] ?? {};
const namesOf = (list: unknown) => (list as { Name: string }[]).map(({ Name }) => Name);

describe('the service', () => {
  test('is two tasks that are replaced one by one, and goes back by itself', () => {
    expect(socket.Service?.Properties).toMatchObject({
      LaunchType: 'FARGATE',
      DesiredCount: 2,
      DeploymentConfiguration: {
        MinimumHealthyPercent: 100,
        MaximumPercent: 200,
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      },
    });
  });

  test('has longer to stop than the bot takes', () => {
    const code = readSources('src').map((file) => file.code);
    const [, deadline = ''] = /STOP_DEADLINE_MS = ([\d_]+)/.exec(code.join('\n')) ?? [];
    expect(Number(deadline.replace('_', ''))).toBeGreaterThan(0);
    expect(Number(containerOf(socket).StopTimeout) * 1000).toBeGreaterThan(Number(deadline.replace('_', '')));
  });

  test('asks for the health that the image asks for, and writes nothing in it', () => {
    const [, command = ''] = /HEALTHCHECK [^\n]*\\\n\s*CMD (\[.*\])/.exec(readProjectFile('Dockerfile')) ?? [];
    expect(containerOf(socket)).toMatchObject({
      HealthCheck: { Command: ['CMD', ...(JSON.parse(command) as string[])] },
      ReadonlyRootFilesystem: true,
    });
  });

  test('in Socket Mode nothing can come in', () => {
    const types = Object.values(socket).map(({ Type }) => Type);
    expect(types).not.toContain('AWS::EC2::SecurityGroupIngress');
    expect(socket.SecurityGroup?.Properties.SecurityGroupIngress).toBeUndefined();
    expect(containerOf(socket).PortMappings).toBeUndefined();
    expect(socket.Service?.Properties.LoadBalancers).toBeUndefined();
  });

  test('in HTTP mode only the load balancer can', () => {
    expect(http.FromLoadBalancer?.Properties).toMatchObject({ FromPort: 3000, ToPort: 3000 });
    expect(http.FromLoadBalancer?.Properties.SourceSecurityGroupId).toBe(STACK.HTTP.LoadBalancerSecurityGroupId);
    expect(http.Service?.Properties.LoadBalancers).toEqual([
      { ContainerName: 'bot', ContainerPort: 3000, TargetGroupArn: STACK.HTTP.TargetGroupArn },
    ]);
    expect(namesOf(containerOf(http).Secrets)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']);
    // ECS ends what a load balancer finds unhealthy: it may only ask whether the process lives.
    expect(template.Parameters.TargetGroupArn?.Description).toContain('health check on /healthz');
    expect(readProjectFile('docs/operating.md')).toContain('health check path `/healthz`');
  });

  test('takes every setting of docs/settings.md, and no other', () => {
    const documented = [...readProjectFile('docs/settings.md').matchAll(/^\| `([A-Z_]+)` \|/gm)];
    const { Environment, Secrets } = containerOf(resources(STACK['every setting']));
    const taken = [...namesOf(Environment), ...namesOf(Secrets)].sort();
    expect(taken).toEqual(documented.map(([, name]) => name).sort());
  });

  test('what parameters give arrives unchanged', () => {
    const { Environment } = containerOf(resources(STACK['every setting'])) as { Environment: object[] };
    const { Accounts, Operators } = STACK['every setting'];
    expect(Environment).toContainEqual({ Name: 'ACCOUNTS', Value: Accounts });
    expect(Environment).toContainEqual({ Name: 'OPERATORS', Value: Operators });
  });

  test('a token is nowhere but in the secret, which only ECS may read', () => {
    const { Secret, ...others } = resources(STACK['every setting']);
    const { SlackBotToken, SlackAppToken, SlackSigningSecret } = STACK['every setting'];
    expect(JSON.parse(String(Secret?.Properties.SecretString))).toEqual({
      SLACK_BOT_TOKEN: SlackBotToken,
      SLACK_APP_TOKEN: SlackAppToken,
      SLACK_SIGNING_SECRET: SlackSigningSecret,
    });
    for (const token of [SlackBotToken, SlackAppToken, SlackSigningSecret]) {
      expect(JSON.stringify(others)).not.toContain(token);
    }
    const secrets = Object.entries(template.Parameters).filter(([, { NoEcho }]) => NoEcho);
    expect(secrets.map(([name]) => name)).toEqual(['SlackBotToken', 'SlackAppToken', 'SlackSigningSecret']);
    const readers = Object.entries(others).filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes('secretsmanager:GetSecretValue'),
    );
    expect(readers.map(([id]) => id)).toEqual(['ExecutionRole']);
    expect(JSON.stringify(others.TaskDefinition?.Properties.TaskRoleArn)).not.toContain('ExecutionRole');
  });
});

describe('around the service', () => {
  const alarmsOf = (all: typeof socket) => Object.entries(all).filter(([, { Type }]) => Type.endsWith('::Alarm'));

  test('its log is kept for as long as asked', () => {
    expect(resources(STACK['every setting']).LogGroup?.Properties.RetentionInDays).toBe(90);
  });

  test('alarms go to the topic, when there is one, and docs/operating.md says what to do', () => {
    const ids = alarmsOf(socket).map(([id]) => id);
    expect(ids).toEqual(['DeadLettersAlarm', 'UndeliveredAlarm', 'OldestEventAlarm', 'NoTaskAlarm']);
    for (const id of ids) expect(readProjectFile('docs/operating.md')).toContain(`\`${id}\``);
    for (const [, { Properties }] of alarmsOf(socket)) expect(Properties.AlarmActions).toBeUndefined();
    for (const [, { Properties }] of alarmsOf(resources(STACK['every setting']))) {
      expect([Properties.AlarmActions, Properties.OKActions]).toEqual([
        [STACK['every setting'].AlarmTopicArn],
        [STACK['every setting'].AlarmTopicArn],
      ]);
    }
  });

  test('with Compute=none there is what there was before', () => {
    const kinds = Object.values(resources(STACK['no compute'])).map(({ Type }) => Type);
    expect([...new Set(kinds)].sort()).toEqual([
      'AWS::DynamoDB::Table',
      'AWS::Events::Rule',
      'AWS::IAM::ManagedPolicy',
      'AWS::SQS::Queue',
      'AWS::SQS::QueuePolicy',
    ]);
    const attached = resources(STACK['no compute, but a role and alarms']);
    expect(attached.Policy?.Properties.Roles).toEqual(['bot']);
    expect(alarmsOf(attached)).toHaveLength(3);
  });

  test('it is small enough to be deployed without a bucket', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(51_200);
  });
});
