import * as sdk from '@aws-sdk/client-codepipeline';
import { describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { checkView, renderedText } from '../../playground/index.js';
import { parseCommand } from '../../src/command-line/parse-command.js';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import { type Listing, START } from '../../src/domain/listing.js';
import { maskAction } from '../../src/masking/mask-action.js';
import { type ListActionExecutions, listPage } from '../../src/use-cases/list-page.js';
import { fieldGroups } from '../../src/views/action-fields.js';
import { allFieldsView } from '../../src/views/all-fields.js';
import { detailsView } from '../../src/views/details.js';
import type { Subject } from '../../src/views/modal.js';
import { pageView } from '../../src/views/page.js';
import { NEXT_PAGE } from '../../src/views/page-buttons.js';
import { wholeValueView } from '../../src/views/whole-value.js';
import { type Leaf, leavesOf, merged, model, type Shape, structureWith, textFor } from './model.js';

/** Everything ListActionExecutions takes can be typed, and everything it returns can be read: the model says what. */

const NOW = new Date('2026-11-23T12:00:00Z');
const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const { input, output } = model.operation;

describe('the model', () => {
  test.each(Object.entries(model.shapes).filter(([, { type }]) => type === 'structure'))(
    'has the members that the SDK knows of %s',
    (name, { members = {} }) => {
      // An operation's own input and output have the same names there.
      const schema = (sdk as unknown as Record<string, unknown[]>)[`${name}$`];
      expect(schema?.[4]).toEqual(expect.arrayContaining(Object.keys(members)));
      expect(schema?.[4]).toHaveLength(Object.keys(members).length);
    },
  );
});

describe('what can be typed', () => {
  type Query = Parameters<ListActionExecutions>[0];

  /** How a member is typed, as in the AWS CLI; a member that the model gains has no entry here and fails. */
  const TYPED: Record<string, (value: string) => string> = {
    pipelineName: (value) => `--pipeline-name "${value}"`,
    'filter.pipelineExecutionId': (value) => `my-pipeline --filter "pipelineExecutionId=${value}"`,
    'filter.latestInPipelineExecution.pipelineExecutionId': (value) =>
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${value},startTimeRange=All}`,
    'filter.latestInPipelineExecution.startTimeRange': (value) =>
      `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID},startTimeRange=${value}}`,
    maxResults: (value) => `my-pipeline --max-results ${value}`,
    nextToken: (value) => `my-pipeline --next-token "${value}"`,
  };

  /** What AWS is asked when a text is typed; undefined when the text is refused before. */
  async function queryFor(text: string): Promise<Query | undefined> {
    const command = parseCommand(text);
    if (command.kind !== 'list') return undefined;
    const asked: Query[] = [];
    const list: ListActionExecutions = async (query) => {
      asked.push(query);
      return { actionExecutions: [], region: 'eu-west-1' };
    };
    await listPage(list, command.listing, { ...START, ...command.place });
    return asked[0];
  }

  const at = (query: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown> | undefined)?.[key], query);

  const leaves = leavesOf(input).map((leaf) => [leaf.path, leaf] as const);

  test('is every member', () => {
    expect(Object.keys(TYPED).sort()).toEqual(leaves.map(([path]) => path).sort());
  });

  test.each(leaves)('%s, up to each of its limits', async (path, { shape }) => {
    const allowed = allowedValues(shape);
    expect(allowed.length).toBeGreaterThan(0);
    for (const value of allowed) {
      expect(at(await queryFor(TYPED[path]?.(String(value)) ?? ''), path)).toBe(value);
    }
  });

  test.each(leaves)('%s, not past them', async (path, { shape }) => {
    const refused = refusedValues(shape);
    expect(refused.length).toBeGreaterThan(0);
    for (const value of refused) expect(await queryFor(TYPED[path]?.(value) ?? '')).toBeUndefined();
  });

  const WITHOUT: Record<string, string> = {
    pipelineName: '--page-size 5',
    pipelineExecutionId: 'my-pipeline --filter latestInPipelineExecution={startTimeRange=All}',
    startTimeRange: `my-pipeline --filter latestInPipelineExecution={pipelineExecutionId=${ID}}`,
  };
  const required = Object.values(model.shapes)
    .flatMap((shape) => shape.required ?? [])
    .filter((name) => leavesOf(input).some((leaf) => leaf.name === name));

  test.each(required)('%s is asked for where it is required', (name) => {
    const missing = name === 'pipelineName' ? { kind: 'missing-name' } : { kind: 'filter-lacks', member: name };
    expect(parseCommand(WITHOUT[name] ?? '')).toMatchObject({ kind: 'refused', refusal: missing });
  });

  function allowedValues(shape: Shape): (string | number)[] {
    if (shape.enum) return shape.enum;
    if (shape.type === 'integer') return [shape.min ?? 1, shape.max ?? 1];
    if (shape.max === undefined) return [ID];
    return [shape.min ?? 1, shape.max].map((length) => textFor(shape, length));
  }

  function refusedValues(shape: Shape): string[] {
    if (shape.enum) return [...shape.enum.map((word) => word.toLowerCase()), 'Oldest'];
    if (shape.type === 'integer') return [(shape.min ?? 1) - 1, (shape.max ?? 1) + 1].map(String).concat('1.5', 'ten');
    const lengths = shape.max === undefined ? [] : ['', textFor(shape, shape.max + 1)];
    const unlike = shape.pattern ? ['a b', 'ü', '1B2C3D4E-5F60-4A7B-8C9D-0E1F2A3B4C5D/', `${ID}/`] : [];
    return [...lengths, ...unlike];
  }
});

describe('what can be read', () => {
  const subject: Subject = {
    listing: { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false },
    address: { pipelineExecutionId: ID, actionExecutionId: ID },
  };
  /** The details window and its **All fields**. */
  const render = (action: ActionExecution) => {
    const details = { ...maskAction(action), rows: [action], isWholeRun: true, region: 'eu-west-1', now: NOW };
    return [detailsView(subject, details), allFieldsView(subject, details)];
  };

  /** All a reader can get to see of an action execution: the details, and each group's **Show all**. */
  function readable(action: ActionExecution): string {
    const views = [
      ...render(action),
      ...fieldGroups(action, { pipelineName: 'my-pipeline', region: 'eu-west-1', now: NOW }).flatMap(
        (group) => wholeValueView(subject, group, 0) ?? [],
      ),
    ];
    for (const view of views) expect(checkView(view)).toEqual([]);
    return views
      .map(({ blocks }) => [renderedText(blocks), timestampsOf(blocks as KnownBlock[])].join('\n'))
      .join('\n');
  }

  const timestampsOf = (blocks: KnownBlock[]) =>
    JSON.stringify(blocks)
      .match(/"timestamp":\d+/g)
      ?.join('\n') ?? '';

  const rows = leavesOf(output).filter(({ path }) => path.startsWith('actionExecutionDetails[].'));
  const leaves = rows.map((leaf): [string, Leaf] => {
    const path = leaf.path.replace('actionExecutionDetails[].', '');
    return [path, { ...leaf, path }];
  });

  const actionWith = (path: string, value: unknown) => structureWith(path, value) as ActionExecution;
  /** Of a map's entry the reader sees its key; of an artifact its name, which is a value itself. */
  const wordFor = ({ path, name }: Leaf) =>
    path.endsWith('{}') ? 'Key' : /rtifacts\[\]\.name$/.test(path) ? '' : name;

  test('is every member at once, each under its own name', () => {
    const values = leaves.map(([path, leaf], index) => [path, leaf, sample(leaf.shape, index)] as const);
    const action = values.reduce<unknown>((all, [path, , { value }]) => merged(all, actionWith(path, value)), {});
    const text = readable(action as ActionExecution);
    for (const [, leaf, { seen }] of values) {
      expect(text).toContain(seen);
      expect(text).toContain(wordFor(leaf));
    }
  });

  test.each(leaves)('%s, up to each of its limits and past them', (path, leaf) => {
    for (const value of extremes(leaf.shape)) {
      const text = readable(actionWith(path, value));
      expect(text).toContain(value instanceof Date ? `"timestamp":${value.getTime() / 1000}` : String(value));
      expect(text).toContain(wordFor(leaf));
    }
  });

  test.each(leaves)('%s is not spoken of where AWS leaves it out', (path, leaf) => {
    const others = leaves.filter(([other]) => other !== path);
    const action = others.reduce<unknown>(
      (all, [other, { shape }]) => merged(all, actionWith(other, sample(shape, 0).value)),
      {},
    );
    const fields = fieldGroups(action as ActionExecution, { pipelineName: 'p', region: 'eu-west-1', now: NOW });
    const place = path.split('.').slice(0, -1).join('.').replace('[]', '');
    const names = fields
      .filter((group) => group.path === place)
      .flatMap((group) => group.fields.map(({ name }) => name));
    expect(names).not.toContain(leaf.name);
    for (const { blocks } of render(action as ActionExecution)) {
      expect(renderedText(blocks)).not.toMatch(/undefined|null|NaN/);
    }
  });

  test('nextToken is the way on', async () => {
    const listing: Listing = { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false };
    const idsOf = async (nextToken?: string) => {
      const page = { actionExecutions: [{}], region: 'eu-west-1', ...(nextToken && { nextToken }) };
      return JSON.stringify(pageView(await listPage(async () => page, listing, START), { now: NOW }).blocks);
    };
    expect(leavesOf(output).map(({ path }) => path)).toContain('nextToken');
    expect(await idsOf('x'.repeat(model.shapes.NextToken?.max ?? 0))).toContain(`"${NEXT_PAGE}`);
    expect(await idsOf('x')).toContain(`"${NEXT_PAGE}`);
    expect(await idsOf()).not.toContain(`"${NEXT_PAGE}`);
  });

  /** A value that no other member has, and how it looks. */
  function sample(shape: Shape, index: number): { value: unknown; seen: string } {
    if (shape.enum) return same(shape.enum[0] ?? '');
    if (shape.type === 'integer') return { value: 1000 + index, seen: String(1000 + index) };
    if (shape.type === 'timestamp') {
      const value = new Date(Date.UTC(2026, 10, 23, 0, 0, index));
      return { value, seen: `"timestamp":${value.getTime() / 1000}` };
    }
    return same(textFor(shape, Math.min(shape.max ?? 40, 40), `v${index}-`));
  }
  const same = (text: string) => ({ value: text, seen: text });

  function extremes(shape: Shape): unknown[] {
    if (shape.enum) return [...shape.enum, 'SomethingNew'];
    if (shape.type === 'integer') return [shape.min ?? 0, 2 ** 31 - 1];
    if (shape.type === 'timestamp') return [new Date(0), new Date('2026-11-23T12:00:01Z'), new Date(2 ** 31 * 1000)];
    const most = shape.max ?? 50_000;
    return [shape.min ?? 1, most, most + 1].map((length) => textFor(shape, length));
  }
});
