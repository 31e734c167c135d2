import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { pino } from 'pino';
import { encodeAct } from '../../src/cursor/act-address.js';
import { VERBS } from '../../src/domain/act.js';
import { openAct } from '../../src/listeners/act/open-act.js';
import { submitAct } from '../../src/listeners/act/submit-act.js';
import type { BotContext } from '../../src/listeners/bot-context.js';
import { createInFlight } from '../../src/runtime/in-flight.js';
import { executionId } from '../arbitraries.js';
import { forAllAwaited } from '../for-all.js';
import { KNOWN, startActing } from '../use-cases/act/counted-acting.js';

const EACH = 5000;
const RUN = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';

/** A value as a button or window carries it, or a forged one. */
const value = fc
  .record({
    verb: fc.constantFrom(...VERBS),
    pipelineName: fc.constantFrom('payments-api', 'web', 'search'),
    region: fc.constantFrom('eu-west-1', 'us-east-1'),
    pipelineExecutionId: executionId,
    token: executionId,
    stageName: fc.constantFrom('Build', 'Deploy'),
    actionName: fc.constant('Approve'),
  })
  .map(encodeAct)
  .chain((whole) =>
    fc.oneof(
      fc.constant(whole),
      fc.nat({ max: whole.length }).map((length) => whole.slice(0, length)),
      fc
        .tuple(fc.nat({ max: whole.length }), fc.string({ maxLength: 4 }))
        .map(([at, more]) => whole.slice(0, at) + more + whole.slice(at + 1)),
      fc.constantFrom(` C0123456 1764039600.000100`, ' x', ' U0PAYER').map((more) => whole + more),
      fc.constantFrom(...VERBS, 'delete', '__proto__').map((verb) => whole.replace(/^\S+/, verb)),
    ),
  );
const choice = fc.constantFrom('FAILED_ACTIONS', 'ALL_ACTIONS', 'wait', 'abandon', '', 'x', RUN);
const mayNot = Object.keys(KNOWN).filter((id) => !/^U0(PAYER|INPAY|INWEB)$/.test(id));
const user = fc.oneof(fc.constantFrom(...mayNot), fc.constantFrom('', '*', 'S0PAY', '__proto__', 'toString'));

/** A bot whose Slack takes everything. */
function startBot() {
  const { acting, calls } = startActing(() => false);
  const shown: { submit?: unknown }[] = [];
  const show = async (_: unknown, view: { submit?: unknown }) => void shown.push(view);
  const bot = {
    acting,
    inFlight: createInFlight(),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
    onDone: () => {},
    slackViews: () => ({ open: async () => ({ id: 'V1' }), update: show }),
    postResponse: async () => {},
  } as unknown as BotContext;
  return { bot, calls, shown };
}

const actorOf = (id: string) => ({ user: { id, team_id: 'T0HOME' } });
const typedInto = (words: string, chosen: string) => ({
  words: { words: { value: words } },
  choice: { choice: chosen ? { selected_option: { value: chosen } } : {} },
});

function submit(bot: BotContext, userId: string, metadata: string, words: string, chosen: string) {
  const view = { id: 'V1', private_metadata: metadata, state: { values: typedInto(words, chosen) } };
  return submitAct(bot)({ ack: async () => {}, body: actorOf(userId), view, client: {} } as never);
}

test('of ten thousand clicks and submits with true and bent values, none of people who may not gets through', async () => {
  const { bot, calls, shown } = startBot();
  await forAllAwaited(
    fc.asyncProperty(user, value, fc.string({ maxLength: 20 }), choice, async (id, bent, words, chosen) => {
      await submit(bot, id, bent, words, chosen);
      const body = { ...actorOf(id), container: { type: 'message' }, channel: { id: 'C0123456' }, response_url: '' };
      await openAct(bot, 'act')({ ack: async () => {}, action: { value: bent }, body, client: {} } as never);
      expect(calls()).toBe(0);
    }),
    { numRuns: EACH, seed: 20261125 },
  );
  expect(shown.length).toBeGreaterThan(EACH / 4);
  expect(shown.filter((view) => view.submit)).toEqual([]);
});

test('one of them who may gets through, so that the rule refuses and not the test', async () => {
  const { bot, calls, shown } = startBot();
  const at = { verb: 'retry' as const, pipelineName: 'payments-api', region: 'eu-west-1', pipelineExecutionId: RUN };
  await submit(bot, 'U0PAYER', encodeAct(at), '', 'FAILED_ACTIONS');
  expect(calls()).toBe(1);
  expect(shown).toHaveLength(1);
});
