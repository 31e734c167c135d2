import { setTimeout as wait } from 'node:timers/promises';
import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs, SlashCommand } from '@slack/bolt';
import { parseCommand } from '../command-line/parse-command.js';
import { plainListing, START } from '../domain/listing.js';
import type { Trace } from '../runtime/trace.js';
import { helpView } from '../views/help.js';
import { REFRESH_PAGE } from '../views/page.js';
import { answerApprovals } from './act/answer-approvals.js';
import { answerPreview } from './answer-failure.js';
import { answerBug, answerPage } from './answer-page.js';
import { type Answer, type BotContext, interaction } from './bot-context.js';
import { isSharedChannel } from './is-shared-channel.js';
import { sendAnswer } from './send-answer.js';
import { answerSubscriptions } from './subscriptions.js';

/** Slack gives a command three seconds; a page that is there in half of that needs no second request. */
const IN_ACKNOWLEDGEMENT_MS = 1500;

/** `/pipeline-actions …`: answered in the acknowledgement where AWS is quick, through the response_url where not. */
export const onCommand =
  (bot: BotContext) =>
  ({ ack, command, client }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const actor = { user: command.user_id, team: command.team_id, channel: command.channel_id };
    return interaction(bot, 'command', actor, async (trace) => {
      const answering = answerCommand(bot, trace, command, client).catch((error) => answerBug(trace, error));
      const slow = new AbortController();
      const early = await Promise.race([
        answering,
        wait(IN_ACKNOWLEDGEMENT_MS, undefined, { signal: slow.signal, ref: false }),
      ]);
      if (early) {
        slow.abort();
        await ack({ response_type: 'ephemeral', ...early.message });
        return early;
      }
      await ack();
      const late = await sendAnswer(bot, trace, { ...actor, url: command.response_url }, 'beside', await answering);
      return { ...late, facts: { ...late.facts, late: true } };
    });
  };

async function answerCommand(
  bot: BotContext,
  trace: Trace,
  { text = '', channel_id: channel, user_id: user }: SlashCommand,
  client: AllMiddlewareArgs['client'],
): Promise<Answer> {
  const command = parseCommand(text);
  switch (command.kind) {
    case 'help':
      return { outcome: 'help', message: helpView() };
    case 'refused':
      return { outcome: 'unparsable', message: helpView({ sentence: command.problem, reference: trace.reference }) };
    case 'failure': {
      const { pipelineName, region, pipelineExecutionId } = command;
      const filter = pipelineExecutionId ? { filter: { pipelineExecutionId } } : {};
      const listing = { ...plainListing(pipelineName, region), ...filter };
      return answerPreview(bot, trace, listing, isSharedChannel(client, channel));
    }
    case 'approvals':
      return answerApprovals(bot, trace, command, channel);
    case 'subscribe':
    case 'unsubscribe':
    case 'subscriptions':
      return answerSubscriptions(bot, trace, command, { channel, user });
    case 'list': {
      const { listing, place, notes } = command;
      return answerPage(bot, trace, { action: REFRESH_PAGE, listing, position: { ...START, ...place } }, { notes });
    }
  }
}
