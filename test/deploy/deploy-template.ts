import type { Resource, Template } from './template.js';

/** What CloudFormation would make of a template. */
export interface Deployed {
  /** The descriptions of the rules that refuse the parameters; CloudFormation would make nothing then. */
  refusals: string[];
  Resources: Record<string, Required<Pick<Resource, 'Type' | 'Properties'>>>;
  Outputs: Record<string, unknown>;
}

type StandIn = (id: string, attribute?: string) => string;
type Values = Record<string, string | number>;

const PSEUDO: Record<string, string | undefined> = {
  'AWS::AccountId': '123456789012',
  'AWS::NoValue': undefined,
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::StackName': 'pipeline-actions',
};

/**
 * Deploys a template in the head: takes `given` for parameters, drops what its conditions leave out and works every
 * function out; a resource's name or attribute becomes what `standIn` says.
 * @throws Error for a parameter that is unknown, missing or not allowed, and for a reference to what is not there.
 */
export function deployTemplate(
  template: Template,
  given: Values = {},
  standIn: StandIn = (id, attribute) => (attribute ? `${id}.${attribute}` : id),
): Deployed {
  const values = parametersOf(template, given);
  const work = createEvaluator(template, values, standIn);
  const isThere = ({ Condition }: { Condition?: string }) => !Condition || work.holds({ Condition });
  const present = <T extends { Condition?: string }>(section: Record<string, T>) =>
    Object.entries(section).filter(([, member]) => isThere(member));
  return {
    refusals: Object.values(template.Rules ?? {})
      .filter(({ RuleCondition }) => work.holds(RuleCondition))
      .flatMap(({ Assertions }) => Assertions.filter(({ Assert }) => !work.holds(Assert)))
      .map(({ AssertDescription }) => AssertDescription),
    Resources: Object.fromEntries(
      present(template.Resources).map(([id, { Type, Properties = {}, DependsOn }]) => {
        if (DependsOn) work.evaluate({ Ref: DependsOn });
        return [id, { Type, Properties: work.evaluate(Properties) as Record<string, unknown> }];
      }),
    ),
    Outputs: Object.fromEntries(present(template.Outputs).map(([name, { Value }]) => [name, work.evaluate(Value)])),
  };
}

function parametersOf({ Parameters }: Template, given: Values): Values {
  for (const name of Object.keys(given)) if (!Parameters[name]) throw new Error(`There is no parameter ${name}.`);
  return Object.fromEntries(
    Object.entries(Parameters).map(([name, { Default, AllowedPattern, AllowedValues }]) => {
      const value = given[name] ?? Default;
      if (value === undefined) throw new Error(`${name} is missing.`);
      const fits = !AllowedPattern || new RegExp(AllowedPattern).test(String(value));
      const isAllowed = !AllowedValues || AllowedValues.map(String).includes(String(value));
      if (!fits || !isAllowed) throw new Error(`${name} may not be “${value}”.`);
      return [name, value];
    }),
  );
}

function createEvaluator(template: Template, values: Values, standIn: StandIn) {
  const holds = (condition: unknown): boolean => evaluate(condition) === true;

  function named(name: string, attribute?: string): unknown {
    if (name in PSEUDO) return PSEUDO[name];
    if (name in values) return values[name];
    const resource = template.Resources[name];
    if (!resource || (resource.Condition && !holds({ Condition: resource.Condition }))) {
      throw new Error(`There is no ${name} to refer to.`);
    }
    return standIn(name, attribute);
  }

  const functions: Record<string, (argument: never) => unknown> = {
    Ref: (name: string) => named(name),
    'Fn::GetAtt': ([name, attribute]: [string, string]) => named(name, attribute),
    'Fn::Sub': (text: string) =>
      text.replaceAll(/\$\{([\w:]+)(?:\.(\w+))?\}/g, (_, name: string, attribute?: string) =>
        String(named(name, attribute)),
      ),
    'Fn::If': ([name, yes, no]: [string, unknown, unknown]) => evaluate(holds({ Condition: name }) ? yes : no),
    'Fn::Equals': ([left, right]: unknown[]) => String(evaluate(left)) === String(evaluate(right)),
    'Fn::Not': ([condition]: unknown[]) => !holds(condition),
    'Fn::And': (conditions: unknown[]) => conditions.every(holds),
    'Fn::Or': (conditions: unknown[]) => conditions.some(holds),
    'Fn::Split': ([by, text]: [string, unknown]) => String(evaluate(text)).split(by),
    Condition: (name: string) => {
      if (!(name in template.Conditions)) throw new Error(`There is no condition ${name}.`);
      return evaluate(template.Conditions[name]);
    },
  };

  function evaluate(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(evaluate).filter((member) => member !== undefined);
    const [[key, argument] = ['', undefined], ...others] = Object.entries(value);
    // A policy's Condition is an object; the reference to a condition is a name.
    const carryOut = others.length === 0 && (key !== 'Condition' || typeof argument === 'string') && functions[key];
    if (carryOut) return carryOut(argument as never);
    const members = Object.entries(value).map(([name, member]) => [name, evaluate(member)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }

  return { evaluate, holds };
}
