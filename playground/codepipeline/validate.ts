import { AwsError } from './aws-error.js';
import type { Shape } from './constraints.js';

/**
 * Checks an input against its service model, in the service's words.
 * @throws SerializationException for a wrong JSON type, ValidationException with all other faults.
 */
export function validate(input: unknown, shape: Shape): void {
  const faults = [...faultsOf(input, shape, '')];
  if (faults.length === 0) return;
  const count = faults.length === 1 ? '1 validation error' : `${faults.length} validation errors`;
  throw new AwsError('ValidationException', `${count} detected: ${faults.join('; ')}`);
}

function* faultsOf(value: unknown, shape: Shape, path: string): Generator<string> {
  const fault = (constraint: string) => `Value at '${path}' failed to satisfy constraint: Member must ${constraint}`;
  switch (shape.type) {
    case 'string': {
      if (typeof value !== 'string') throw wrongType(value, 'a String');
      yield* rangeFaults(value.length, shape, 'have length').map(fault);
      if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`).test(value)) {
        yield fault(`satisfy regular expression pattern: ${shape.pattern}`);
      }
      if (shape.values && !shape.values.includes(value)) {
        yield fault(`satisfy enum value set: [${shape.values.join(', ')}]`);
      }
      return;
    }
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(value, 'an Integer');
      yield* rangeFaults(value, shape, 'have value').map(fault);
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(value, 'a Boolean');
      return;
    case 'list':
      if (!Array.isArray(value)) throw wrongType(value, 'a List');
      yield* rangeFaults(value.length, shape, 'have length').map(fault);
      for (const [index, member] of value.entries()) {
        yield* faultsOf(member, shape.member, `${path}.${index + 1}.member`);
      }
      return;
    case 'structure':
      yield* structureFaults(value, shape, path);
  }
}

function* structureFaults(value: unknown, shape: Shape & { type: 'structure' }, path: string): Generator<string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(value, 'a Structure');
  const members = new Map<string, unknown>(Object.entries(value));
  for (const [name, member] of Object.entries(shape.members)) {
    const memberPath = path === '' ? name : `${path}.${name}`;
    const given = members.get(name) ?? undefined;
    if (given !== undefined) yield* faultsOf(given, member, memberPath);
    else if (shape.required?.includes(name)) {
      yield `Value at '${memberPath}' failed to satisfy constraint: Member must not be null`;
    }
  }
}

function rangeFaults(size: number, { min, max }: { min?: number; max?: number }, what: string): string[] {
  if (min !== undefined && size < min) return [`${what} greater than or equal to ${min}`];
  if (max !== undefined && size > max) return [`${what} less than or equal to ${max}`];
  return [];
}

// As DynamoDB words it; CodePipeline's wording is not recorded.
function wrongType(value: unknown, wanted: string): AwsError {
  if (Array.isArray(value)) return new AwsError('SerializationException', 'Unrecognized collection type');
  const token = tokenOf(value);
  const words = token
    ? `${token} can not be converted to ${wanted}`
    : 'Start of structure or map found where not expected';
  return new AwsError('SerializationException', words);
}

function tokenOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return 'STRING_VALUE';
    case 'number':
      return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
    case 'boolean':
      return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
    default:
      return undefined;
  }
}
