import { setTimeout as wait } from 'node:timers/promises';
import type { AllMiddlewareArgs, ButtonAction, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { ASK } from '../views/ask.js';
import { answerCommand } from './answer-command.js';
import { answerBug } from './answer-page.js';
import { type BotContext, interaction } from './bot-context.js';
import { answerClick, type ClickArguments } from './on-click.js';
import { sendAnswer } from './send-answer.js';

/** Slack gives a command three seconds; a page that is ready by half of that needs no second request. */
const IN_ACKNOWLEDGEMENT_MS = 1500;

/** `/pipeline-actions …`: answers in the acknowledgement when AWS is quick, else through the response_url. */
export const onCommand =
  (bot: BotContext) =>
  ({ ack, command }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const { user_id: user, team_id: team, channel_id: channel, text = '' } = command;
    return interaction(bot, 'command', { user, team, channel }, async (trace) => {
      const answering = answerCommand(bot, trace, text, { channel, user }).catch((error) => answerBug(trace, error));
      const slow = new AbortController();
      const early = await Promise.race([
        answering,
        wait(IN_ACKNOWLEDGEMENT_MS, undefined, { signal: slow.signal, ref: false }),
      ]);
      if (early) {
        slow.abort();
        await ack(early.message && { response_type: 'ephemeral', ...early.message });
        return early;
      }
      await ack();
      const asker = { user, team, channel, url: command.response_url };
      const answer = await answering;
      const late = answer.message ? await sendAnswer(bot, trace, asker, 'beside', answer) : answer;
      return { ...late, facts: { ...late.facts, late: true } };
    });
  };

/** These replace the message with the button; other outcomes go below it. */
const IN_PLACE = /^(page|failure|subscriptions)$/;

export const ask = (bot: BotContext) => (args: ClickArguments<ButtonAction>) =>
  answerClick(bot, ASK, args, async (trace) => {
    const { action, body } = args;
    const asker = { channel: body.channel?.id ?? '', user: body.user.id };
    const answer = await answerCommand(bot, trace, action.value ?? '', asker);
    if (answer.message === undefined) return { ...answer, to: 'nowhere', done: true };
    return { ...answer, to: IN_PLACE.test(answer.outcome) ? 'replace' : 'beside' };
  });
