import { parse } from 'yaml';

export interface Parameter {
  Type: string;
  Default?: string | number;
  AllowedPattern?: string;
  AllowedValues?: (string | number)[];
  NoEcho?: boolean;
  Description: string;
}

export interface Resource {
  Type: string;
  Condition?: string;
  DependsOn?: string;
  Properties?: Record<string, unknown>;
}

export interface Template {
  Metadata?: { 'AWS::CloudFormation::Interface': { ParameterGroups: { Parameters: string[] }[] } };
  Parameters: Record<string, Parameter>;
  Rules?: Record<string, { RuleCondition: unknown; Assertions: { Assert: unknown; AssertDescription: string }[] }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Condition?: string; Value: unknown }>;
}

/** CloudFormation's short forms, as the long ones they stand for. */
const SCALARS = {
  '!Ref': (name: string) => ({ Ref: name }),
  '!Condition': (name: string) => ({ Condition: name }),
  '!Sub': (text: string) => ({ 'Fn::Sub': text }),
  '!GetAtt': (path: string) => ({ 'Fn::GetAtt': path.split('.') }),
};
const TAGS = [
  ...Object.entries(SCALARS).map(([tag, resolve]) => ({ tag, resolve })),
  ...['If', 'Not', 'Equals', 'And', 'Or', 'Split'].map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (list: { toJSON(): unknown }) => ({ [`Fn::${name}`]: list.toJSON() }),
  })),
];

export const readTemplate = (text: string): Template => parse(text, { customTags: TAGS as never }) as Template;

/** What `value` refers to, anywhere below it: a parameter, a pseudo parameter, a resource or one of its attributes. */
export function referencesIn(value: unknown): { name: string; attribute?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Record<string, unknown>;
  if (typeof node.Ref === 'string') return [{ name: node.Ref }];
  if (typeof node['Fn::Sub'] === 'string') return placeholdersIn(node['Fn::Sub']);
  if (Array.isArray(node['Fn::GetAtt'])) {
    const [name, attribute] = node['Fn::GetAtt'] as [string, string];
    return [{ name, attribute }];
  }
  return Object.values(node).flatMap(referencesIn);
}

const placeholdersIn = (text: string): { name: string; attribute?: string }[] =>
  [...text.matchAll(/\$\{([\w:]+)(?:\.(\w+))?\}/g)].map(([, name = '', attribute]) => ({
    name,
    ...(attribute && { attribute }),
  }));
