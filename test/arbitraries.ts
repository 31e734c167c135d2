import * as fc from 'fast-check';
import type { ActionExecution } from '../src/domain/action-execution.js';
import type { Filter, Listing, Page, Position } from '../src/domain/listing.js';

/** Generated data for property tests: all that the service model allows, and hostile text where text is free. */

const nameCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.@-_';
export const name = fc.string({ unit: fc.constantFrom(...nameCharacters), minLength: 1, maxLength: 100 });
export const executionId = fc.uuid();
export const region = fc.constantFrom(
  'eu-west-1',
  'us-gov-west-1',
  'cn-northwest-1',
  'ap-southeast-5',
  'a.long_alias-of-24-chars/ap-southeast-5',
  'own/eu-west-1',
);

/** A token as the real service gives them: base64 of JSON of base64, 1,184 characters. */
export const realToken = fc
  .tuple(fc.uint8Array({ minLength: 605, maxLength: 605 }), fc.uint8Array({ minLength: 12, maxLength: 12 }))
  .map(([data, iv]) => realTokenOf(Buffer.from(data), Buffer.from(iv)));

export function realTokenOf(data: Buffer, iv: Buffer): string {
  const json = `{"encryptedData":"${data.toString('base64')}","ivParameterSpec":"${iv.toString('base64')}","materialSetSerial":1}`;
  return Buffer.from(json).toString('base64');
}

export const printableToken = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 2048 });
export const token = fc.oneof(realToken, printableToken, fc.base64String({ minLength: 4, maxLength: 2048 }));

const filter: fc.Arbitrary<Filter> = fc
  .record(
    {
      pipelineExecutionId: executionId,
      latestInPipelineExecution: fc.record({
        pipelineExecutionId: executionId,
        startTimeRange: fc.constantFrom('Latest' as const, 'All' as const),
      }),
    },
    { requiredKeys: [] },
  )
  .filter((value) => Object.keys(value).length > 0);

export const listing: fc.Arbitrary<Listing> = fc.record(
  {
    pipelineName: name,
    pageSize: fc.integer({ min: 1, max: 100 }),
    failedOnly: fc.boolean(),
    region,
    filter,
    maxItems: fc.integer({ min: 1, max: 1_000_000_000 }),
  },
  { requiredKeys: ['pipelineName', 'pageSize', 'failedOnly'] },
);

const shortRun = executionId.map((id) => id.slice(0, 8));
const place = fc.record({ token, skip: fc.nat({ max: 100 }) }, { requiredKeys: ['skip'] });
export const position: fc.Arbitrary<Position> = fc
  .record({
    place,
    pageNumber: fc.integer({ min: 1, max: 100_000 }),
    seen: fc.nat({ max: 10_000_000 }),
    counted: fc.nat({ max: 10_000_000 }),
    previous: fc.array(
      fc.tuple(place, fc.nat({ max: 100 })).map(([where, rows]) => ({ ...where, rows })),
      { maxLength: 4 },
    ),
    runsBefore: fc.array(fc.array(shortRun, { maxLength: 20 }), { maxLength: 6 }),
  })
  .map(({ place: where, ...numbers }) => ({ ...where, ...numbers }));

const HOSTILE = [
  '<!channel>',
  '<https://evil.example|click>',
  '```',
  '*bold* _it_ ~no~ `x`',
  '&amp;&lt;',
  '\u202egnp.exe',
  '👩‍👩‍👧‍👦'.repeat(5),
  'e\u0301'.repeat(30),
  '\u0000\u0007\n\r\n\t',
  ':x: <@U123>',
  ' ',
];

export const hostileText = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ maxLength: 200 }),
      ),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join(' ').slice(0, maxLength));

// Half of a pair is no character: the numbers from D800 to DFFF are left out.
const anyCharacter = fc
  .nat({ max: 0x10ffff - 0x800 })
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + 0x800));

/** Any characters of Unicode. fast-check's own unit for them costs each suite a second: it first maps all there are. */
export const anyText = (limits: { maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.oneof(fc.string(limits), fc.string({ ...limits, unit: anyCharacter }));

const pathCharacter = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...nameCharacters, ...`~!$&'()*+,;=:`) },
  { weight: 1, arbitrary: fc.nat({ max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`) },
);
const path = fc.array(fc.string({ unit: pathCharacter })).map((segments) => segments.map((one) => `/${one}`).join(''));

/** As `fc.webUrl` makes them, which costs that second too. */
export const webUrl = (...schemes: string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...schemes), fc.domain(), path).map(([scheme, host, rest]) => `${scheme}://${host}${rest}`);

const url = fc.oneof(
  webUrl('https', 'http'),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://user:pw@evil.example/',
    'https://',
    `https://x.example/${'a'.repeat(2100)}`,
  ),
);

const startTime = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2026-11-01T00:00:00Z'),
  noInvalidDate: true,
});

const optional = { requiredKeys: [] };
const artifacts = fc.array(
  fc.record(
    { name: hostileText(100), s3location: fc.record({ bucket: name, key: hostileText(100) }, optional) },
    optional,
  ),
  { maxLength: 3 },
);
const textMap = fc.dictionary(fc.string({ minLength: 1, maxLength: 50 }), hostileText(1000), { maxKeys: 4 });

/** Any row the service model allows, every field optional. */
export const actionExecution: fc.Arbitrary<ActionExecution> = fc.record(
  {
    pipelineExecutionId: executionId,
    actionExecutionId: fc.uuid(),
    pipelineVersion: fc.integer({ min: 1, max: 5000 }),
    stageName: fc.oneof(name, hostileText(100)),
    actionName: fc.oneof(name, hostileText(100)),
    startTime,
    lastUpdateTime: startTime,
    updatedBy: hostileText(200),
    status: fc.constantFrom('InProgress', 'Abandoned', 'Succeeded', 'Failed', 'SomethingNew'),
    input: fc.record(
      {
        actionTypeId: fc.record(
          {
            category: fc.constantFrom('Source', 'Build', 'Deploy', 'Test', 'Invoke', 'Approval', 'Compute'),
            owner: fc.constantFrom('AWS', 'ThirdParty', 'Custom'),
            provider: fc.oneof(fc.constantFrom('CodeBuild', 'S3', 'Manual'), hostileText(35)),
            version: fc.constant('1'),
          },
          optional,
        ),
        configuration: textMap,
        resolvedConfiguration: textMap,
        roleArn: hostileText(1024),
        region,
        inputArtifacts: artifacts,
        namespace: hostileText(100),
      },
      optional,
    ),
    output: fc.record(
      {
        outputArtifacts: artifacts,
        executionResult: fc.record(
          {
            externalExecutionId: hostileText(500),
            externalExecutionSummary: hostileText(2048),
            externalExecutionUrl: url,
            errorDetails: fc.record({ code: hostileText(100), message: hostileText(5000) }, optional),
            logStreamARN: hostileText(250),
          },
          optional,
        ),
        outputVariables: textMap,
      },
      optional,
    ),
  },
  optional,
);

export const page: fc.Arbitrary<Page> = fc.record(
  {
    actionExecutions: fc.array(actionExecution, { maxLength: 100, size: 'max' }),
    region,
    nextToken: token,
  },
  { requiredKeys: ['actionExecutions', 'region'] },
);

/** Texts and maps as large as the service lets them get: configuration, resolved configuration, output variables. */
const long = (length: number) =>
  fc
    .constantFrom('x', '"\\', '\n', '渡', '👩‍👩‍👧‍👦', 'e\u0301', ' ', '\u0000')
    .map((unit) => unit.repeat(length).slice(0, length));
const largeMap = (bytes: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 200 }), fc.constantFrom('x', '"', '渡', 'a\n'))
    .map(([count, unit]) => [count, unit.repeat(Math.floor(bytes / count / Buffer.byteLength(unit)))] as const)
    .map(([count, value]) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`Key${index}`, value])));

/** Any row, with the largest values in some of its places. */
export const largeActionExecution: fc.Arbitrary<ActionExecution> = fc
  .tuple(
    actionExecution,
    fc.record(
      {
        configuration: largeMap(50_000),
        resolvedConfiguration: largeMap(100_000),
        roleArn: long(1024),
        inputArtifacts: fc.array(
          fc.record({ name: long(100), s3location: fc.record({ bucket: name, key: long(1024) }) }),
          {
            maxLength: 50,
          },
        ),
      },
      optional,
    ),
    fc.record(
      {
        outputVariables: largeMap(122_880),
        executionResult: fc.record(
          {
            externalExecutionId: long(100_000),
            externalExecutionSummary: long(100_000),
            errorDetails: fc.record({ code: long(100), message: long(5000) }, optional),
          },
          optional,
        ),
      },
      optional,
    ),
  )
  .map(([action, input, output]) => {
    const large = { ...action, input: { ...action.input, ...input }, output: { ...action.output, ...output } };
    // A counterexample of half a megabyte is no help.
    const summary = () => JSON.stringify(large, (_, value) => (typeof value === 'string' ? value.slice(0, 20) : value));
    return Object.defineProperty(large, fc.toStringMethod, { value: () => summary().slice(0, 2000) });
  });
