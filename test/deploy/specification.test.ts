import { describe, expect, test } from '@jest/globals';
import { readProjectFile } from '../source-files.js';
import { faultsOf, wrongAttributes } from './check-specification.js';
import { deployTemplate } from './deploy-template.js';
import { ANOTHER_ACCOUNT, STACK } from './parameters.js';
import { readTemplate, referencesIn, type Template } from './template.js';

const templates = { 'deploy/pipeline-actions.yaml': STACK, 'deploy/another-account.yaml': ANOTHER_ACCOUNT };

describe.each(Object.entries(templates))('%s, held against AWS’s specification', (path, ways) => {
  const template = readTemplate(readProjectFile(path));

  test.each(Object.entries(ways))('deployed for %s', (_, parameters) => {
    const deployed = deployTemplate(template, parameters);
    expect(deployed.refusals).toEqual([]);
    expect(faultsOf(deployed)).toEqual([]);
  });

  test('names only attributes that there are, and uses all it declares', () => {
    expect(wrongAttributes(template)).toEqual([]);
    expect(unused(template)).toEqual([]);
  });
});

const PLANTED = {
  'BillingMode: PAY': 'BilingMode: PAY',
  'VisibilityTimeout: 60': 'VisibilityTimeout: a minute',
  'Type: AWS::ECS::Cluster': 'Type: AWS::ECS::Clutter',
  'DesiredCount: 2': 'DesiredCount: [2]',
  'ValueFrom: !Sub "${Secret}:SLACK_BOT_TOKEN::"': 'Value: x',
  'Table.Arn}/index': 'Table.Ann}/index',
};

test('what the specification does not have is found', () => {
  const sound = readProjectFile('deploy/pipeline-actions.yaml');
  const text = Object.entries(PLANTED).reduce((done, [part, fault]) => done.replace(part, fault), sound);
  const broken = readTemplate(text);
  expect(faultsOf(deployTemplate(broken, STACK['Socket Mode']))).toEqual([
    'there is no Table.BilingMode',
    'Queue.VisibilityTimeout is no number',
    'Cluster: there is no AWS::ECS::Clutter',
    'TaskDefinition.ContainerDefinitions[0].Secrets[0].ValueFrom is missing',
    'there is no TaskDefinition.ContainerDefinitions[0].Secrets[0].Value',
    'Service.DesiredCount is no number',
  ]);
  expect(wrongAttributes(broken)).toEqual(['Table.Ann']);
});

test('a reference to what is not deployed is found', () => {
  const broken = readTemplate(readProjectFile('deploy/pipeline-actions.yaml'));
  broken.Outputs.Service = { Value: { Ref: 'Service' } };
  expect(() => deployTemplate(broken, STACK['no compute'])).toThrow('There is no Service to refer to.');
});

/** Parameters and conditions that nothing uses, and parameters that the console's form would show apart. */
function unused(template: Template): string[] {
  const { Parameters, Conditions, Metadata } = template;
  const used = new Set(referencesIn({ ...template, Parameters: undefined }).map(({ name }) => name));
  const text = JSON.stringify(template);
  const grouped = Metadata?.['AWS::CloudFormation::Interface'].ParameterGroups.flatMap((group) => group.Parameters);
  return [
    ...Object.keys(Parameters).filter((name) => !used.has(name) || (grouped && !grouped.includes(name))),
    ...Object.keys(Conditions).filter(
      (name) => !text.includes(`"Condition":"${name}"`) && !text.includes(`"Fn::If":["${name}"`),
    ),
  ];
}
