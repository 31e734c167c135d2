import { checkMetadata } from '../checks/check-metadata.js';
import type { Core } from '../core.js';
import { joinedChannel, postableChannel, visibleChannel } from '../find-channel.js';
import { messageJson } from '../message-json.js';
import { postAsBot } from '../post-as-bot.js';
import type { Json } from '../protocol.js';
import { flagArgument, neededArgument, structuredArgument, textArgument } from '../read-arguments.js';
import { readMessage } from '../read-message.js';
import { PEOPLE } from '../seed-workspace.js';
import { SlackRefusal } from '../slack-refusal.js';
import { warnOfKeptIds } from '../warn-of-kept-ids.js';
import type { StoredMessage } from '../workspace-state.js';
import type { Method } from './method.js';

const MOST_UPDATED_TEXT = 4000;
const writing = (run: Method['run']): Method => ({ scopes: ['chat:write'], run });

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Record<string, Method> = {
  'chat.postMessage': writing((core, args) => {
    const channel = postableChannel(core, neededArgument(args, 'channel'));
    const content = readMessage(core, 'chat.postMessage', args, 'message');
    const metadata = readMetadata(args);
    const threadTs = readThread(core, channel.id, args);
    const message = postAsBot(core, content, {
      channel: channel.id,
      ...(metadata && { metadata }),
      ...(threadTs && { threadTs }),
      ...(readBroadcast(core, args, threadTs) && { isBroadcast: true }),
    });
    return {
      channel: channel.id,
      ts: message.ts,
      message: messageJson(message),
      ...(content.warnings.length > 0 && {
        warning: content.warnings.join(','),
        response_metadata: { warnings: content.warnings },
      }),
    };
  }),

  'chat.update': writing((core, args) => {
    const message = ownMessage(core, args, 'cant_update_message');
    const { text, blocks, attachments } = readMessage(core, 'chat.update', args, 'message');
    if (text.length > MOST_UPDATED_TEXT) throw new SlackRefusal('msg_too_long');
    warnOfKeptIds(core, 'chat.update', message, blocks);
    // An update drops what is not sent again, except metadata, which `{}` clears.
    const { attachments: _, metadata: before, ...kept } = message;
    const metadata = args.metadata === undefined ? before : readMetadata(args);
    const updated = core.state.replace(kept, {
      text,
      blocks,
      ...(attachments && { attachments }),
      ...(metadata && { metadata }),
      ...(readBroadcast(core, args, message.threadTs) && { isBroadcast: true }),
    });
    return { channel: message.channel, ts: message.ts, text, message: messageJson(updated) };
  }),

  'chat.delete': writing((core, args) => {
    const message = ownMessage(core, args, 'cant_delete_message');
    core.state.remove(message);
    return { channel: message.channel, ts: message.ts };
  }),

  'chat.postEphemeral': writing((core, args) => {
    const channel = joinedChannel(core, neededArgument(args, 'channel'));
    if (channel.isArchived) throw new SlackRefusal('is_archived');
    const visibleTo = neededArgument(args, 'user');
    if (!channel.members.includes(visibleTo)) throw new SlackRefusal('user_not_in_channel');
    const content = readMessage(core, 'chat.postEphemeral', args, 'ephemeral');
    if (args.metadata !== undefined)
      core.recordings.addViolation({
        kind: 'warning',
        where: 'chat.postEphemeral',
        error: 'metadata_ignored',
        notes: [],
        body: args,
      });
    const threadTs = readThread(core, channel.id, args);
    const message = postAsBot(core, content, { channel: channel.id, visibleTo, ...(threadTs && { threadTs }) });
    return { message_ts: message.ts };
  }),

  'chat.getPermalink': {
    scopes: [],
    run(core, args) {
      const channel = visibleChannel(core, neededArgument(args, 'channel'));
      const ts = neededArgument(args, 'message_ts');
      if (!core.state.find(channel.id, ts)) throw new SlackRefusal('message_not_found');
      return { channel: channel.id, permalink: `${core.url()}/archives/${channel.id}/p${ts.replace('.', '')}` };
    },
  },
};

function readMetadata(args: Json): Json | undefined {
  const metadata = structuredArgument(args, 'metadata');
  if (metadata === undefined) return undefined;
  const error = checkMetadata(metadata);
  if (error) throw new SlackRefusal(error);
  return Object.keys(metadata as Json).length > 0 ? (metadata as Json) : undefined;
}

function readThread(core: Core, channel: string, args: Json): string | undefined {
  const ts = textArgument(args, 'thread_ts');
  if (ts === undefined) return undefined;
  const parent = core.state.find(channel, ts);
  if (!parent || parent.visibleTo) throw new SlackRefusal('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

/** Whether the channel shows a reply too; other messages are always in it. */
function readBroadcast(core: Core, args: Json, threadTs: string | undefined): boolean {
  const isAsked = flagArgument(args, 'reply_broadcast');
  if (isAsked && threadTs === undefined)
    core.recordings.addViolation({
      kind: 'warning',
      where: 'chat',
      error: 'reply_broadcast_ignored',
      notes: [],
      body: args,
    });
  return isAsked && threadTs !== undefined;
}

/** The bot's own message; ephemeral ones can't be reached. */
function ownMessage(core: Core, args: Json, refusal: string): StoredMessage {
  const channel = visibleChannel(core, neededArgument(args, 'channel'));
  const message = core.state.find(channel.id, neededArgument(args, 'ts'));
  if (!message || message.visibleTo) throw new SlackRefusal('message_not_found');
  if (message.user !== PEOPLE.bot) throw new SlackRefusal(refusal);
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  return message;
}
