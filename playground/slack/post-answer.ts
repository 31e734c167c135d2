import type { Core } from './core.js';
import { postAsBot } from './post-as-bot.js';
import type { Json } from './protocol.js';
import { flagArgument, textArgument } from './read-arguments.js';
import { readMessage } from './read-message.js';
import type { Interaction } from './response-urls.js';
import { SlackRefusal } from './slack-refusal.js';
import { warnOfKeptIds } from './warn-of-kept-ids.js';
import type { StoredMessage } from './workspace-state.js';

/**
 * Does what an acknowledgement or `response_url` call says: deletes or replaces the clicked message, or posts one,
 * ephemeral unless `in_channel`. @param where `response_url` or the kind of delivery.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction
 */
export function postAnswer(core: Core, interaction: Interaction, body: Json, where: string): void {
  const warn = (error: string) => core.recordings.addViolation({ kind: 'warning', where, error, notes: [], body });
  if (body.metadata !== undefined) warn('metadata_ignored');
  if (flagArgument(body, 'delete_original')) {
    if (Object.keys(body).length > 1) warn('delete_original_not_alone');
    core.state.remove(originalOf(core, interaction));
    return;
  }
  const isReplacing = flagArgument(body, 'replace_original');
  if (isReplacing && interaction.kind === 'command') warn('no_original_to_replace');
  // Slack's pages contradict each other on the default.
  if (body.replace_original === undefined && interaction.kind === 'action') warn('replace_original_unset');
  const message =
    isReplacing && interaction.kind === 'action'
      ? replaceOriginal(core, interaction, body, where)
      : postBeside(core, interaction, body, where);
  interaction.answered(message);
}

function originalOf(core: Core, { channel, original }: Interaction): StoredMessage {
  const message = original === undefined ? undefined : core.state.find(channel, original);
  if (!message) throw new SlackRefusal('message_not_found');
  return message;
}

function replaceOriginal(core: Core, interaction: Interaction, body: Json, where: string): StoredMessage {
  const original = originalOf(core, interaction);
  const { text, blocks } = readMessage(core, where, body, 'response_url');
  const shownAs = original.visibleTo ? 'ephemeral' : 'in_channel';
  const asked = textArgument(body, 'response_type');
  if (asked !== undefined && asked !== shownAs)
    core.recordings.addViolation({ kind: 'warning', where, error: 'response_type_cannot_change', notes: [], body });
  warnOfKeptIds(core, where, original, blocks);
  return core.state.replace(original, { text, blocks });
}

function postBeside(core: Core, { channel, user }: Interaction, body: Json, where: string): StoredMessage {
  const content = readMessage(core, where, body, 'response_url');
  const isPublic = body.response_type === 'in_channel';
  const threadTs = textArgument(body, 'thread_ts');
  const isReply = threadTs !== undefined && isPublic;
  if (threadTs !== undefined && !isReply)
    core.recordings.addViolation({ kind: 'warning', where, error: 'thread_ts_ignored', notes: [], body });
  return postAsBot(core, content, { channel, ...(!isPublic && { visibleTo: user }), ...(isReply && { threadTs }) });
}
