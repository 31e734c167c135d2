import { readFileSync } from 'node:fs';

/** A shape of AWS's service model, as botocore publishes it, without its documentation. */
export interface Shape {
  type: 'structure' | 'list' | 'map' | 'string' | 'integer' | 'timestamp';
  members?: Record<string, { shape: string }>;
  required?: string[];
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  enum?: string[];
  min?: number;
  max?: number;
  pattern?: string;
}

/** The part of CodePipeline's service model (2015-07-09) that ListActionExecutions takes and returns. */
export interface Model {
  metadata: { serviceId: string; apiVersion: string };
  operation: { name: string; input: string; output: string };
  shapes: Record<string, Shape>;
}

const file = new URL('../fixtures/list-action-executions.model.json', import.meta.url);
export const model: Model = JSON.parse(readFileSync(file, 'utf8'));

function shapeNamed(name: string): Shape {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`The model has no shape ${name}.`);
  return shape;
}

/** A member that holds no others. `[]` stands for an entry of a list, `{}` for one of a map. */
export interface Leaf {
  path: string;
  /** The member's own name: the last of the path that is no entry. */
  name: string;
  shape: Shape;
}

/** Every leaf of a shape, in the model's order. */
export function leavesOf(shapeName: string, path = ''): Leaf[] {
  const shape = shapeNamed(shapeName);
  switch (shape.type) {
    case 'structure':
      return Object.entries(shape.members ?? {}).flatMap(([name, member]) =>
        leavesOf(member.shape, path ? `${path}.${name}` : name),
      );
    case 'list':
      return leavesOf(shape.member?.shape ?? '', `${path}[]`);
    case 'map':
      return leavesOf(shape.value?.shape ?? '', `${path}{}`);
    default:
      return [
        {
          path,
          name:
            path
              .replace(/\{\}|\[\]/g, '')
              .split('.')
              .at(-1) ?? '',
          shape,
        },
      ];
  }
}

/** Text of a length that a shape's pattern allows. @param seed Makes it unlike the text of another leaf. */
export function textFor({ pattern = '' }: Shape, length: number, seed = 'x'): string {
  const start = /^arn/.test(pattern) ? 'arn:aws:iam::123456789012:role/' : '';
  return `${start}${seed}`.padEnd(length, 'x').slice(0, length);
}

/** The value at a leaf's path, put into an otherwise empty structure. Entries of maps get the key `Key`. */
export function structureWith(path: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  const inner = rest.length ? structureWith(rest.join('.'), value) : value;
  if (first.endsWith('[]')) return { [first.slice(0, -2)]: [inner] };
  if (first.endsWith('{}')) return { [first.slice(0, -2)]: { Key: inner } };
  return { [first]: inner };
}

/** Two structures as one, lists and maps entry by entry. */
export function merged(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined || !isStructure(one) || !isStructure(other)) return other ?? one;
  if (Array.isArray(one) && Array.isArray(other)) return [merged(one[0], other[0])];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, merged(one[key], other[key])]));
}

const isStructure = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Date);
