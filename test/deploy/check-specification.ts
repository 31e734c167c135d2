import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Deployed } from './deploy-template.js';
import { referencesIn, type Template } from './template.js';

/** AWS's own description of every resource type, as its CDK ships it; reading it takes some seconds. */
const specification = loadAwsServiceSpecSync();

const resourceType = (name: string) => specification.lookup('resource', 'cloudFormationType', 'equals', name)[0];
type ResourceType = NonNullable<ReturnType<typeof resourceType>>;
type Properties = ResourceType['properties'];
type PropertyType = Properties[string]['type'];

/** Types, properties and required properties that the specification does not have so, in words. */
export const faultsOf = ({ Resources }: Deployed): string[] =>
  Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const type = resourceType(Type);
    return type ? propertyFaults(type.properties, Properties, id) : [`${id}: there is no ${Type}`];
  });

function propertyFaults(known: Properties, given: Record<string, unknown>, at: string): string[] {
  const missing = Object.keys(known).filter((name) => known[name]?.required && given[name] === undefined);
  return [
    ...missing.map((name) => `${at}.${name} is missing`),
    ...Object.entries(given).flatMap(([name, value]) => {
      const property = known[name];
      return property ? valueFaults(property.type, value, `${at}.${name}`) : [`there is no ${at}.${name}`];
    }),
  ];
}

function valueFaults(type: PropertyType, value: unknown, at: string): string[] {
  switch (type.type) {
    case 'array':
      if (!Array.isArray(value)) return [`${at} is no list`];
      return value.flatMap((member, index) => valueFaults(type.element, member, `${at}[${index}]`));
    case 'map':
      if (!isObject(value)) return [`${at} is no map`];
      return Object.entries(value).flatMap(([key, member]) => valueFaults(type.element, member, `${at}.${key}`));
    case 'ref':
      if (!isObject(value)) return [`${at} is no object`];
      return propertyFaults(specification.get('typeDefinition', type.reference).properties, value, at);
    case 'union': {
      const faults = type.types.map((one) => valueFaults(one, value, at));
      return faults.some((list) => list.length === 0) ? [] : faults.flat();
    }
    case 'json':
      return isObject(value) || typeof value === 'string' ? [] : [`${at} is no JSON`];
    case 'integer':
    case 'number':
      return typeof value !== 'object' && /^-?[\d.]+$/.test(String(value)) ? [] : [`${at} is no number`];
    case 'boolean':
      return /^(true|false)$/.test(String(value)) ? [] : [`${at} is neither true nor false`];
    default:
      return typeof value === 'object' ? [`${at} is no ${type.type}`] : [];
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Attributes that a GetAtt or Sub of the template names and their resource types don't have. */
export const wrongAttributes = ({ Resources, Outputs }: Template): string[] =>
  referencesIn([Resources, Outputs])
    .filter(({ name, attribute }) => {
      const type = resourceType(Resources[name]?.Type ?? '');
      return attribute && !type?.attributes[attribute];
    })
    .map(({ name, attribute }) => `${name}.${attribute}`);
