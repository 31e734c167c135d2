import { isObject } from '../checks/walk-blocks.js';
import type { Core } from '../core.js';
import { createAnswers } from '../create-answers.js';
import { deliver } from '../deliver.js';
import { commandPayload } from '../payload-parts.js';
import { postAnswer } from '../post-answer.js';
import type { Json } from '../protocol.js';
import { parseJson } from '../read-arguments.js';
import type { Delivery } from '../recordings.js';
import type { Interaction } from '../response-urls.js';
import { TEAM } from '../seed-workspace.js';
import { SlackRefusal } from '../slack-refusal.js';
import { sayAsSlackbot } from './say-as-slackbot.js';

export interface CommandRun {
  user: string;
  channel: string;
  command: string;
  /** Passed on as it is. */
  text: string;
}

/** Sends a slash command and shows its acknowledgement, or Slack's error. */
export async function runCommand(core: Core, { user, channel: id, command, text }: CommandRun): Promise<Delivery> {
  const channel = core.state.channels.get(id);
  if (!channel?.members.includes(user)) throw new Error(`${user} is not in channel ${id}.`);
  // Slack offers an app's commands only to its own workspace, even in a shared channel.
  if (core.state.users.get(user)?.teamId !== TEAM.id) throw new Error(`${command} is not a valid command.`);
  const answers = createAnswers();
  const interaction: Interaction = { kind: 'command', channel: id, user, answered: answers.add };
  const payload = {
    ...commandPayload(core, user, channel),
    command,
    text,
    trigger_id: core.triggers.create(user),
    response_url: core.url() + core.responseUrls.create(TEAM.id, interaction),
  };
  const delivery = await deliver(core, 'slash_commands', payload, answers);
  const failure = delivery.outcome === 'acknowledged' ? showAnswer(core, delivery, interaction) : delivery.outcome;
  if (failure) sayAsSlackbot(core, interaction, `${command} failed with the error "${failure}"`);
  return delivery;
}

/** @returns Slack's error when it refuses the answer. */
function showAnswer(core: Core, delivery: Delivery, interaction: Interaction): string | undefined {
  const answer = readAnswer(delivery.body);
  if (!answer) return undefined;
  const { command, text } = delivery.payload;
  const isPublic = answer.response_type === 'in_channel';
  const { channel, user } = interaction;
  if (isPublic) core.state.post({ channel, user, text: `${command} ${text}`.trim(), blocks: [] });
  if (Object.keys(answer).every((key) => key === 'response_type')) return undefined;
  try {
    postAnswer(core, interaction, answer, 'slash_commands');
    return undefined;
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    const { notes } = error;
    core.recordings.addViolation({ kind: 'refused', where: 'slash_commands', error: error.error, notes, body: answer });
    return error.error;
  }
}

/** JSON, or plain text as the message's text; none when empty. */
function readAnswer(body: string): Json | undefined {
  if (body.trim() === '') return undefined;
  const parsed = parseJson(body);
  if (!isObject(parsed)) return { text: body };
  return Object.keys(parsed).length > 0 ? parsed : undefined;
}
