import { parse } from 'yaml';

export interface Template {
  Parameters: Record<string, { Default?: string }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, { Value: unknown }>;
}

/** CloudFormation's short forms, as the long ones they stand for. */
const TAGS = [
  { tag: '!Ref', resolve: (name: string) => ({ Ref: name }) },
  { tag: '!Sub', resolve: (text: string) => ({ 'Fn::Sub': text }) },
  { tag: '!GetAtt', resolve: (path: string) => ({ 'Fn::GetAtt': path.split('.') }) },
  ...['If', 'Not', 'Equals'].map((name) => ({
    tag: `!${name}`,
    collection: 'seq' as const,
    resolve: (list: { toJSON(): unknown }) => ({ [`Fn::${name}`]: list.toJSON() }),
  })),
];

export const readTemplate = (text: string): Template => parse(text, { customTags: TAGS as never }) as Template;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What the template refers to, anywhere below `value`. */
export function names(value: unknown): string[] {
  if (!isObject(value)) return [];
  if (typeof value.Ref === 'string') return [value.Ref];
  if (Array.isArray(value['Fn::GetAtt'])) return [String(value['Fn::GetAtt'][0])];
  if (typeof value['Fn::Sub'] === 'string') return placeholders(value['Fn::Sub']).map(([name]) => name);
  const condition = Array.isArray(value['Fn::If']) ? [String(value['Fn::If'][0])] : [];
  return [...condition, ...Object.values(value).flatMap(names)];
}

const placeholders = (text: string): [name: string, attribute: string | undefined][] =>
  [...text.matchAll(/\$\{([\w:]+)(?:\.(\w+))?\}/g)].map(([, name = '', attribute]) => [name, attribute]);

const PSEUDO: Record<string, string> = { 'AWS::Partition': 'aws', 'AWS::AccountId': '123456789012' };

/** `value` as CloudFormation would fill it in with the parameters' defaults. */
export function fill(
  template: Template,
  value: unknown,
  resource: (id: string, attribute?: string) => string,
): unknown {
  const named = (name: string, attribute?: string) =>
    template.Parameters[name]?.Default ?? PSEUDO[name] ?? resource(name, attribute);
  if (Array.isArray(value)) return value.map((member) => fill(template, member, resource));
  if (!isObject(value)) return value;
  if (typeof value.Ref === 'string') return named(value.Ref);
  if (Array.isArray(value['Fn::GetAtt'])) return named(...(value['Fn::GetAtt'] as [string, string]));
  if (typeof value['Fn::Sub'] === 'string') {
    return placeholders(value['Fn::Sub']).reduce(
      (text, [name, attribute]) =>
        text.replace(`\${${attribute ? `${name}.${attribute}` : name}}`, named(name, attribute)),
      value['Fn::Sub'],
    );
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(template, member, resource)]));
}
