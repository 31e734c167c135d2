import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Json, Message, View } from '../../playground/slack/protocol.js';
import { renderedText } from '../../playground/slack/checks/rendered-text.js';
import type { ActionExecution } from '../../playground/codepipeline/account/model.js';
import { decodeAddress } from '../../src/cursor/action-address.js';
import { DETAILS } from '../../src/views/details-select.js';
import { rowsOf, type } from './gestures.js';
import { startWorld, type World } from './start-world.js';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  const { violations } = world.slack;
  await world.stop();
  expect(violations).toEqual([]);
});

interface Choice {
  blockId: string;
  options: { text: string; value: string }[];
}

/** The select of a message or view. */
function selectOf({ blocks }: { blocks: Json[] }): Choice {
  const found = blocks.flatMap((block) =>
    ((block.elements ?? []) as Json[])
      .filter(({ action_id: id }) => id === DETAILS)
      .map((element) => ({ blockId: String(block.block_id), options: element.options as Json[] })),
  )[0];
  if (!found) throw new Error('There is no Details… select.');
  const options = found.options.map(({ text, value }) => ({ text: (text as { text: string }).text, value: String(value) }));
  return { blockId: found.blockId, options };
}

/** The first view that is no loading view any more. */
async function filled(): Promise<View> {
  const isFilled = (view: View | null) => view !== null && !renderedText(view.blocks).includes('Asking AWS');
  for (;;) {
    const next = world.slack.nextView();
    const now = world.slack.viewSeenBy();
    if (isFilled(now)) {
      next.catch(() => {});
      return now as View;
    }
    await next;
  }
}

async function choose(page: Message, match: RegExp): Promise<View> {
  const { blockId, options } = selectOf(page);
  const option = options.find(({ text }) => match.test(text));
  if (!option) throw new Error(`No option like ${match}: ${options.map(({ text }) => text).join(', ')}`);
  const message = { channel: page.channel, ts: page.ts };
  await world.slack.click({ message, blockId, actionId: DETAILS, selectedValue: option.value });
  return filled();
}

const labels = (view: View): string[] => elements(view).map(({ label }) => label);
const elements = (view: View) =>
  view.blocks.flatMap((block) =>
    ((block.elements ?? []) as Json[])
      .filter(({ type: kind }) => kind === 'button')
      .map((element) => ({
        label: (element.text as { text: string }).text,
        blockId: String(block.block_id),
        actionId: String(element.action_id),
        url: element.url as string | undefined,
      })),
  );

/** Clicks in the view on top and waits until what comes of it is there. */
async function press(label: string): Promise<View> {
  const view = world.slack.viewSeenBy() as View;
  const button = elements(view).find((candidate) => candidate.label === label);
  if (!button) throw new Error(`There is no button ${label}, only ${labels(view).join(', ')}`);
  const changed = world.slack.nextView();
  await world.slack.click({ viewId: view.id, blockId: button.blockId, actionId: button.actionId });
  await changed;
  return filled();
}

/** Every row of an execution as the simulator keeps it. */
const rowsOfExecution = (pipeline: string, id: string): ActionExecution[] =>
  world.aws.account.findPipeline('eu-west-1', pipeline)?.executionsById.get(id)?.actions ?? [];

describe('Details…', () => {
  test('opens a modal at once and fills it with everything AWS says of that row', async () => {
    const page = await type(world.slack, 'checkout-service --failed');
    const { options } = selectOf(page);
    expect(options).toHaveLength(rowsOf(page).length);
    const row = decodeAddress(options[0]?.value ?? '');
    const view = await choose(page, /^Failed/);
    const shown = renderedText(view.blocks);
    const known = rowsOfExecution('checkout-service', row?.pipelineExecutionId ?? '');
    const action = known.find(({ actionExecutionId: id }) => id === row?.actionExecutionId);
    expect(view.title).toBe('Action execution');
    expect(shown).toContain(`❌ Failed ${action?.stageName} › ${action?.actionName}`);
    for (const value of [action?.pipelineExecutionId, action?.actionExecutionId, action?.updatedBy]) {
      expect(shown).toContain(value ?? 'updatedBy is given');
    }
    expect(world.log.at(-1)).toMatchObject({ what: 'details', outcome: 'details', pipeline: 'checkout-service' });
  });
});
