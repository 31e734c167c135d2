import { describe, expect, test } from '@jest/globals';
import { parseEvent } from '../src/consumer/parse-event.js';
import { deployTemplate } from './deploy/deploy-template.js';
import { STACK } from './deploy/parameters.js';
import { readTemplate } from './deploy/template.js';
import { EVENTS, fits, type Pattern } from './event-pattern.js';
import { readProjectFile, readSources, type SourceFile } from './source-files.js';

const template = readTemplate(readProjectFile('deploy/pipeline-actions.yaml'));
const source = readSources('src');

/** Names as in the policy files, which are to be filled in by hand. */
const standIn = (id: string, attribute?: string) => {
  const service = id === 'Table' ? 'dynamodb:eu-west-1:123456789012:table/' : 'sqs:eu-west-1:123456789012:';
  return attribute === 'Arn' ? `arn:aws:${service}pipeline-actions-${id}` : id;
};
const deploy = (parameters: Record<string, string | number>) => deployTemplate(template, parameters, standIn).Resources;
const { Queue, DeadLetterQueue, UndeliveredQueue, QueuePolicy, Rule, Table } = deploy(STACK['no compute']);

interface Policy {
  Version: string;
  Statement: { Sid: string; Action: string | string[]; Resource: string | string[] }[];
}

const readPolicy = (path: string) => JSON.parse(readProjectFile(path)) as Policy;
const reading = readPolicy('deploy/iam-policy.json');
const acting = readPolicy('deploy/iam-policy-acting.json');
/** The policies that the template gives to the bot's role. */
const policiesFor = (parameters: Record<string, string | number>) =>
  Object.values(deploy(parameters))
    .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
    .map(({ Properties }) => Properties.PolicyDocument as Policy);
const everything = policiesFor(STACK['every setting']).flatMap(({ Statement }) => Statement);
const actionsOf = (statements: Policy['Statement']) => statements.flatMap(({ Action }) => Action).sort();

/** IAM actions as the code names them for its log and its refusals. */
function actionsNamed(files: SourceFile[]): string[] {
  const named = files.flatMap(({ code }) =>
    [...code.matchAll(/\b(?:callAws|act)\(\s*'([a-z-]+:[A-Z]\w+)'/g)].map(([, action = '']) => action),
  );
  return [...new Set(named)].sort();
}

/** IAM actions by the SDK's commands that the code imports; the document client has short names for some. */
function actionsImported(files: SourceFile[]): string[] {
  const imports = files.flatMap(({ code }) => [
    ...code.matchAll(/import \{([^}]*)\} from '@aws-sdk\/(?:client|lib)-([a-z-]+)'/g),
  ]);
  const actions = imports.flatMap(([, clause = '', client = '']) =>
    [...clause.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, command = '']) => {
      const item = client === 'dynamodb' && /^(Get|Put|Update|Delete)$/.test(command) ? 'Item' : '';
      return `${client === 'cloudwatch-logs' ? 'logs' : client}:${command}${item}`;
    }),
  );
  return [...new Set(actions)].sort();
}

describe('the IAM policy', () => {
  test('grants the calls that src/ names, and no more', () => {
    expect(actionsOf(everything)).toEqual(actionsNamed(source));
  });

  test('every command of an SDK is named by its IAM action', () => {
    expect(actionsImported(source)).toEqual(actionsNamed(source));
    const code = "import {\n  GetCommand,\n} from '@aws-sdk/lib-dynamodb';";
    expect(actionsImported([{ path: 'src/x.ts', code }])).toEqual(['dynamodb:GetItem']);
  });

  test('names resources wherever the service knows any', () => {
    const unnamed = everything.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(unnamed.map(({ Action }) => Action)).toEqual(['codepipeline:ListPipelines']);
    expect(actionsOf(everything).filter((action) => action.includes('*'))).toEqual([]);
  });

  test('of the template is that of the files; acting is off unless asked for', () => {
    expect(policiesFor(STACK['no compute'])).toEqual([reading]);
    expect(policiesFor(STACK['Socket Mode'])).toEqual([reading]);
    expect(policiesFor({ ...STACK['Socket Mode'], Acting: 'allowed' })).toEqual([reading, acting]);
  });

  test('is given to the role that the bot runs as', () => {
    const rolesFor = (parameters: Record<string, string | number>) =>
      ['Policy', 'ActingPolicy', 'AccountsPolicy'].map((id) => deploy(parameters)[id]?.Properties.Roles);
    const abilities = { Acting: 'allowed', OtherAccounts: '111122223333' };
    expect(rolesFor({ ...STACK['Socket Mode'], ...abilities })).toEqual([['TaskRole'], ['TaskRole'], ['TaskRole']]);
    expect(rolesFor({ Compute: 'none', RoleName: 'bot', ...abilities })).toEqual([['bot'], ['bot'], ['bot']]);
    expect(rolesFor(STACK['no compute'])).toEqual([undefined, undefined, undefined]);
  });

  test('acts on the kind of resource that each act knows', () => {
    const NAMES = 'arn:aws:codepipeline:*:123456789012:team-*';
    const [, act] = policiesFor({ ...STACK['every setting'], PipelineNames: 'team-*' });
    const resources = act?.Statement.flatMap(({ Action, Resource }) => [Action].flat().map((one) => [one, Resource]));
    expect(Object.fromEntries(resources ?? [])).toEqual({
      'codepipeline:StopPipelineExecution': NAMES,
      'codepipeline:RetryStageExecution': `${NAMES}/*`,
      'codepipeline:RollbackStage': `${NAMES}/*`,
      'codepipeline:PutApprovalResult': `${NAMES}/*/*`,
    });
  });

  test('each action has a row in docs/permissions.md', () => {
    const rows = readProjectFile('docs/permissions.md').matchAll(/^\| `([a-z]+:[A-Z]\w+)`/gm);
    expect([...rows].map(([, action]) => action).sort()).toEqual(actionsOf(everything));
  });
});

describe('the template', () => {
  test('lets through the events that the program tells of, and no other', () => {
    const passed = EVENTS.filter((event) => fits(Rule?.Properties.EventPattern as Pattern, event));
    expect(passed).toEqual(EVENTS.filter((event) => parseEvent(JSON.stringify(event), '').kind === 'event'));
    expect(passed).toHaveLength(11);
  });

  test('what can’t be handled and what can’t be delivered end apart, in queues of the same type that keep it longer', () => {
    expect(Queue?.Properties.RedrivePolicy).toMatchObject({ deadLetterTargetArn: standIn('DeadLetterQueue', 'Arn') });
    expect(Rule?.Properties.Targets).toMatchObject([{ DeadLetterConfig: { Arn: standIn('UndeliveredQueue', 'Arn') } }]);
    const kept = [Queue, DeadLetterQueue, UndeliveredQueue].map((queue) =>
      Number(queue?.Properties.MessageRetentionPeriod),
    );
    expect(kept).toEqual([4, 14, 14].map((days) => days * 86_400));
    expect(JSON.stringify([Queue, DeadLetterQueue, UndeliveredQueue])).not.toContain('Fifo');
  });

  test('only the rules may send to the queues', () => {
    const statements = (rules: string[]) => [
      {
        Sid: 'TheRulesSend',
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: ['Queue', 'UndeliveredQueue'].map((id) => standIn(id, 'Arn')),
        Condition: { ArnEquals: { 'aws:SourceArn': rules.map((id) => standIn(id, 'Arn')) } },
      },
    ];
    expect(QueuePolicy?.Properties.PolicyDocument).toMatchObject({ Statement: statements(['Rule']) });
    expect(deploy(STACK['every setting']).QueuePolicy?.Properties.PolicyDocument).toMatchObject({
      Statement: statements(['Rule', 'AccountsRule']),
    });
  });

  test('the table has the keys and the index that the program asks for', () => {
    const index = /CHANNEL_INDEX = '([^']+)'/.exec(source.map(({ code }) => code).join('\n'))?.[1];
    expect(Table?.Properties).toMatchObject({
      AttributeDefinitions: ['pk', 'sk', 'channel'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: index }],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });
});
