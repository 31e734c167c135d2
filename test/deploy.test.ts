import { describe, expect, test } from '@jest/globals';
import { parsePipelineEvent } from '../src/consumer/pipeline-event.js';
import { EVENTS, fits, type Pattern } from './event-pattern.js';
import { readProjectFile, readSources, type SourceFile } from './source-files.js';
import { fill, names, readTemplate, type Template } from './template.js';

const template = readTemplate(readProjectFile('deploy/pipeline-actions.yaml'));
const source = readSources('src');

interface Statement {
  Sid: string;
  Action: string | string[];
  Resource: string | string[];
}
interface Policy {
  Statement: Statement[];
}

const policyFile = JSON.parse(readProjectFile('deploy/iam-policy.json')) as Policy;
const granted = policyFile.Statement.flatMap(({ Action }) => Action).sort();

/** IAM actions as the code names them for its log and its refusals. */
function actionsNamed(files: SourceFile[]): string[] {
  const named = files.flatMap(({ code }) =>
    [...code.matchAll(/callAws\(\s*'([a-z-]+:[A-Z]\w+)'/g)].map(([, action = '']) => action),
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
    expect(granted).toEqual(actionsNamed(source));
  });

  test('every command of an SDK is named by its IAM action', () => {
    // The engine inside the process is asked to make its table; in an account the template does that.
    const made = source.filter(({ path }) => path !== 'src/gateways/embedded-table.ts');
    expect(actionsImported(made)).toEqual(actionsNamed(source));
    const code = "import {\n  GetCommand,\n} from '@aws-sdk/lib-dynamodb';";
    expect(actionsImported([{ path: 'src/x.ts', code }])).toEqual(['dynamodb:GetItem']);
  });

  test('names resources wherever the service knows any', () => {
    const everything = policyFile.Statement.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(everything.map(({ Action }) => Action)).toEqual(['codepipeline:ListPipelines']);
    expect(granted.filter((action) => action.includes('*'))).toEqual([]);
  });

  test('is the template’s own', () => {
    const resource = (id: string, attribute?: string) => {
      const service = { Table: 'dynamodb', Queue: 'sqs' }[id];
      const path = { Table: 'table/', Queue: '' }[id];
      return attribute === 'Arn' ? `arn:aws:${service}:eu-west-1:123456789012:${path}pipeline-actions-${id}` : id;
    };
    expect(fill(template, template.Resources.Policy?.Properties.PolicyDocument, resource)).toEqual(policyFile);
  });

  test('each action has a row in docs/permissions.md', () => {
    const rows = readProjectFile('docs/permissions.md').matchAll(/^\| `([a-z]+:[A-Z]\w+)`/gm);
    expect([...rows].map(([, action]) => action).sort()).toEqual(granted);
  });
});

describe('the template', () => {
  test('refers only to what it has', () => {
    expect(unresolved(template)).toEqual([]);
    const broken = structuredClone(template);
    broken.Outputs.QueueUrl = { Value: { Ref: 'Queu' } };
    broken.Outputs.PolicyArn = { Value: { 'Fn::Sub': `\${Tabel.Arn}` } };
    expect(unresolved(broken)).toEqual(['Queu', 'Tabel']);
  });

  test('lets through the events that the program tells of, and no other', () => {
    const pattern = template.Resources.Rule?.Properties.EventPattern as Pattern;
    const passed = EVENTS.filter((event) => fits(pattern, event));
    expect(passed).toEqual(EVENTS.filter((event) => parsePipelineEvent(JSON.stringify(event)).kind === 'news'));
    expect(passed).toHaveLength(4);
  });

  test('a message that can’t be handled ends in a queue of the same type, which keeps it longer', () => {
    const { Queue, DeadLetterQueue } = template.Resources;
    expect(Queue?.Properties.RedrivePolicy).toMatchObject({
      deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] },
    });
    const [kept, keptDead] = [Queue, DeadLetterQueue].map((queue) => Number(queue?.Properties.MessageRetentionPeriod));
    expect(keptDead).toBeGreaterThan(kept ?? Number.NaN);
    expect(JSON.stringify([Queue, DeadLetterQueue])).not.toContain('Fifo');
  });

  test('only the rule may send to the queues', () => {
    expect(template.Resources.QueuePolicy?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Rule', 'Arn'] } } },
        },
      ],
    });
  });

  test('the table has the keys and the index that the program asks for', () => {
    const { Properties: properties = {} } = template.Resources.Table ?? {};
    const engine = source.find(({ path }) => path === 'src/gateways/embedded-table.ts')?.code ?? '';
    const index = /CHANNEL_INDEX = '([^']+)'/.exec(source.map(({ code }) => code).join('\n'))?.[1];
    expect(properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: index }],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
    for (const { AttributeName } of properties.AttributeDefinitions as { AttributeName: string }[]) {
      expect(engine).toContain(`'${AttributeName}'`);
    }
  });
});

/** Names that a Ref, GetAtt, Sub, If or Condition uses and nobody declares. */
function unresolved({ Parameters, Conditions, Resources, Outputs }: Template): string[] {
  const declared = new Set([Parameters, Conditions, Resources].flatMap((section) => Object.keys(section)));
  return names([Conditions, Resources, Outputs]).filter((name) => !declared.has(name) && !name.startsWith('AWS::'));
}
