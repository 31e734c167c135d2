import { describe, expect, test } from '@jest/globals';
import type { StaticSelect } from '@slack/types';
import * as fc from 'fast-check';
import { checkBlocks } from '../../playground/index.js';
import { decodeAddress } from '../../src/cursor/action-address.js';
import { decodeListing } from '../../src/cursor/page-cursor.js';
import type { ActionExecution } from '../../src/domain/action-execution.js';
import type { Listing } from '../../src/domain/listing.js';
import { type DetailsSelect, detailsSelect } from '../../src/views/details-select.js';
import { actionExecution, listing as anyListing } from '../arbitraries.js';
import { forAll } from '../for-all.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const listing: Listing = { pipelineName: 'my-pipeline', pageSize: 10, failedOnly: false };

const row = (index: number, more: ActionExecution = {}): ActionExecution => ({
  pipelineExecutionId: `1b2c3d4e-5f60-4a7b-8c9d-${String(index).padStart(12, '0')}`,
  actionExecutionId: `2c3d4e5f-6071-4b8c-9d0e-${String(index).padStart(12, '0')}`,
  stageName: 'Build',
  actionName: 'Compile',
  status: 'Succeeded',
  startTime: new Date('2026-11-23T11:00:00Z'),
  lastUpdateTime: new Date('2026-11-23T11:02:14Z'),
  ...more,
});
const rows = (count: number, more?: ActionExecution) => Array.from({ length: count }, (_, index) => row(index, more));
const optionsOf = ({ blocks }: DetailsSelect) =>
  ((blocks[0]?.elements[0] as StaticSelect | undefined)?.options ?? []).map(({ text, value }) => ({
    text: text.text,
    value: value ?? '',
  }));

describe('the Details… select', () => {
  test('names status, stage, action and duration, and knows its row and listing', () => {
    const select = detailsSelect(listing, [row(7, { status: 'Failed' })], NOW);
    const [option] = optionsOf(select);
    expect(option?.text).toBe('Failed · Build › Compile · 2m 14s');
    expect(decodeAddress(option?.value ?? '')).toEqual({
      pipelineExecutionId: row(7).pipelineExecutionId,
      actionExecutionId: row(7).actionExecutionId,
    });
    expect(decodeListing(select.blocks[0]?.block_id ?? '')).toEqual(listing);
    expect(select.note).toBe('');
  });

  test('keeps the options of a long page short, and cuts names before it drops a row', () => {
    const select = detailsSelect(listing, rows(100, { stageName: 'S'.repeat(100) }), NOW);
    expect(optionsOf(select)).toHaveLength(100);
    for (const { text } of optionsOf(select)) expect(text.length).toBeLessThanOrEqual(36);
  });

  test('with little room offers the failed rows, and says what it leaves out', () => {
    const select = detailsSelect(listing, [...rows(80), row(90, { status: 'Failed' })], NOW, 240);
    expect(optionsOf(select).map(({ text }) => text)).toEqual(['Failed · Build › Compile · 2m 14s']);
    expect(select.note).toContain('leaves 80 rows out');
    expect(optionsOf(detailsSelect(listing, rows(80), NOW, 240))).toHaveLength(20);
  });

  test('leaves rows out whose ids are no UUIDs, and says so', () => {
    const select = detailsSelect(
      listing,
      [row(1), row(2, { actionExecutionId: 'approval-7' }), { status: 'Failed' }],
      NOW,
    );
    expect(optionsOf(select)).toHaveLength(1);
    expect(select.note).toContain('leaves 2 rows out');
    expect(detailsSelect(listing, [{}], NOW).blocks).toEqual([]);
    expect(detailsSelect(listing, [], NOW)).toEqual({ blocks: [], note: '', length: 0 });
  });

  test('of any rows is within Slack’s limits and the room it is given', () => {
    forAll(
      fc.property(
        fc.array(actionExecution, { maxLength: 100, size: 'max' }),
        anyListing,
        fc.nat({ max: 12_000 }),
        (given, what, room) => {
          const select = detailsSelect(what, given, NOW, room);
          expect(checkBlocks(select.blocks, 'ephemeral', '/blocks')).toEqual([]);
          expect(select.length).toBeLessThanOrEqual(Math.max(room, 12));
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
