import { expect } from '@jest/globals';
import * as fc from 'fast-check';
import { checkBlocks, renderedText } from '../playground/index.js';
import { parseCommand } from '../src/command-line/parse-command.js';
import { parseEvent } from '../src/consumer/parse-event.js';
import { decodeAct } from '../src/cursor/act-address.js';
import { decodeAddress } from '../src/cursor/action-address.js';
import { decodeListing, decodePosition, encodeListing, encodePosition } from '../src/cursor/page-cursor.js';
import { decodeRunChoice } from '../src/cursor/run-choice.js';
import { PIPELINE_NAME, REGION } from '../src/domain/listing.js';
import { makeWellFormed } from '../src/domain/well-formed.js';
import { isSlackBody } from '../src/process/slack-body.js';
import { listPage } from '../src/use-cases/list-page.js';
import { commandRefusalView } from '../src/views/command-refusal.js';
import { readPageSubject, readSubject } from '../src/views/modal.js';
import { pageView } from '../src/views/page.js';
import { anyText, hostileText, listing, page, position } from './arbitraries.js';

const NOW = new Date('2026-11-23T12:00:00Z');
/** What Slack takes of one message; its own ceiling is near 13,200 (facts of metabase/metabase#79908). */
const MOST_RENDERED = 13_000;

/** Any UTF-16, halves of characters included. */
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units));
const anything = fc.oneof(anyText({ maxLength: 300 }), hostileText(600), anyUnits);

const words = fc.constantFrom(
  ...['failure', 'subscribe', 'unsubscribe', 'subscriptions', 'approvals', 'help', 'checkout-service', 'svc-*', '--on'],
  ...[
    'every',
    '--mention',
    '@sre',
    '<@U061F7AUR>',
    '<!subteam^S0614TZR7>',
    '--failed',
    '--region',
    'eu-west-1',
    '--max-items',
  ],
  ...[
    '0',
    '-1',
    '1e9',
    '“',
    '”',
    '"',
    "'",
    '—failed',
    '--starting-token',
    'eyJ',
    '--branch',
    '1b2c3d4e',
    'why',
    'did',
    'fail',
    '?',
    '=',
  ],
);
const commandLine = fc.oneof(
  anything,
  fc.array(fc.oneof(words, words, anything), { maxLength: 12 }).map((all) => all.join(' ')),
);

const isFault = (decoded: object): decoded is { fault: string } => 'fault' in decoded;

/** Each is run as often as asked: no exception, and no limit of Slack's is broken. */
export const FUZZED = {
  /** What is typed becomes a request with names that AWS takes, or words within Slack's limits. */
  'command lines': fc.property(commandLine, (typed) => {
    // As it comes through the door.
    const text = makeWellFormed(typed);
    const command = parseCommand(text);
    if (command.kind === 'list') {
      expect(command.listing.pipelineName).toMatch(PIPELINE_NAME);
      if (command.listing.region) expect(command.listing.region).toMatch(REGION);
      return;
    }
    if (command.kind !== 'refused') return;
    const message = commandRefusalView(command, text);
    expect(checkBlocks(message.blocks, 'ephemeral', '/blocks')).toEqual([]);
    expect(message.text.length).toBeLessThan(4000);
    expect(message.text).not.toMatch(/<[!@#]/);
    expect(JSON.stringify(message)).not.toMatch(/(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/);
  }),

  /** Every answer of AWS's becomes a message that Slack takes. */
  pages: fc.asyncProperty(page, listing, position, async (given, what, where) => {
    const message = pageView(await listPage(async () => given, what, where), { now: NOW });
    expect(checkBlocks(message.blocks, 'response_url', '/blocks')).toEqual([]);
    expect(renderedText(message.blocks).length).toBeLessThan(MOST_RENDERED);
    expect(message.text).not.toMatch(/<[!@#]/);
  }),

  /** A body that Slack never sends is told from one that it may send, and never more than that. */
  payloads: fc.property(fc.oneof(fc.jsonValue(), nearlyPayload()), (body) => {
    expect(typeof isSlackBody(body)).toBe('boolean');
    expect(['ignored', 'malformed', 'news', 'fact', 'event']).toContain(
      parseEvent(JSON.stringify(body) ?? '', '').kind,
    );
  }),

  /** Strings of a button are a cursor only where they are one of ours. */
  cursors: fc.property(anything, anything, anything, (blockId, actionId, value) => {
    expect(isFault(decodeListing(blockId)) || blockId.length > 0).toBe(true);
    decodePosition({ blockId, actionId, value });
    decodeAddress(value);
    decodeAct(value);
    decodeRunChoice(value);
    readSubject(value);
    readPageSubject(value);
  }),

  /** A cursor of ours comes back as it went, and with one character changed it is refused or is another that is valid. */
  'changed cursors': fc.property(listing, position, fc.nat(), fc.nat(93), (what, where, at, by) => {
    const blockId = encodeListing(what);
    expect(decodeListing(blockId)).toEqual(what);
    const strings = encodePosition('next-page', blockId, where);
    if (!strings) return;
    const changed = changeOne(strings.value, at, by);
    const decoded = decodePosition({ blockId, ...strings, value: changed });
    if (!isFault(decoded)) expect(decoded.pageNumber).toBeGreaterThanOrEqual(1);
    const other = decodeListing(changeOne(blockId, at, by));
    if (!isFault(other)) expect(other.pipelineName).toMatch(PIPELINE_NAME);
  }),
};

function nearlyPayload(): fc.Arbitrary<unknown> {
  const some = fc.oneof(
    fc.jsonValue(),
    fc.constant({ id: 'U061F7AUR' }),
    fc.constant([{ type: 'button', action_id: 'next-page' }]),
  );
  return fc.record(
    {
      type: fc.oneof(
        fc.constantFrom('block_actions', 'block_suggestion', 'view_submission', 'event_callback', 'shortcut'),
        some,
      ),
      user: some,
      actions: some,
      view: some,
      container: some,
      channel: some,
      event: some,
      command: some,
      text: some,
    },
    { requiredKeys: ['type'] },
  );
}

function changeOne(text: string, at: number, by: number): string {
  const index = text.length ? at % text.length : 0;
  return (
    text.slice(0, index) + String.fromCharCode(33 + ((text.charCodeAt(index) - 33 + by) % 94)) + text.slice(index + 1)
  );
}

/** Runs one of them; a failure names the seed, by which it can be run again (`SEED=…`). */
export async function fuzz(name: keyof typeof FUZZED, numRuns: number, seed?: number): Promise<void> {
  const property = FUZZED[name] as fc.IRawProperty<unknown>;
  await fc.assert(property as never, { numRuns, ...(seed !== undefined && { seed }) });
}
