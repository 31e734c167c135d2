import { isObject } from '../checks/walk-blocks.js';
import type { Core } from '../core.js';
import { joinedChannel } from '../find-channel.js';
import { postAsBot } from '../post-as-bot.js';
import type { Json } from '../protocol.js';
import { randomId } from '../random-id.js';
import { neededArgument, structuredArgument, textArgument } from '../read-arguments.js';
import { readMessage } from '../read-message.js';
import { SlackRefusal } from '../slack-refusal.js';
import type { StoredFile } from '../workspace-state.js';
import type { Method } from './method.js';

/** Announce a file, POST its bytes, complete it (docs.slack.dev/messaging/working-with-files). */
export const filesMethods: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    run(core, args) {
      const name = neededArgument(args, 'filename');
      const length = Number(neededArgument(args, 'length'));
      if (!Number.isInteger(length) || length < 1) throw new SlackRefusal('invalid_arguments');
      if ((textArgument(args, 'alt_txt') ?? '').length > 1000) throw new SlackRefusal('alt_txt_too_large');
      const id = randomId('F');
      core.state.files.set(id, { id, name, title: name, length, isShared: false });
      return { upload_url: `${core.url()}/upload/v1/${id}`, file_id: id };
    },
  },

  'files.completeUploadExternal': {
    scopes: ['files:write'],
    run(core, args) {
      const files = readFiles(core, args);
      const channels = readChannels(core, args);
      const shown = files.map(({ id, name, title }) => ({ id, name, title, url: fileUrl(core, id, name) }));
      for (const channel of channels) shareFiles(core, args, channel, shown);
      for (const file of files) core.state.files.set(file.id, { ...file, isShared: true });
      return {
        files: shown.map(({ id, name, title, url }) => ({ id, name, title, url_private: url, permalink: url })),
      };
    },
  },
};

function readFiles(core: Core, args: Json): StoredFile[] {
  const given = structuredArgument(args, 'files');
  if (!Array.isArray(given) || given.length === 0) throw new SlackRefusal('invalid_arguments');
  return given.map((entry) => {
    const file = isObject(entry) ? core.state.files.get(String(entry.id)) : undefined;
    if (!file?.content || file.isShared) throw new SlackRefusal('file_not_found');
    return { ...file, title: textArgument(entry as Json, 'title') ?? file.name };
  });
}

function readChannels(core: Core, args: Json): string[] {
  const given = textArgument(args, 'channels')?.split(',') ?? [textArgument(args, 'channel_id') ?? ''];
  const ids = given.filter((id) => id !== '');
  if (ids.length > 100) throw new SlackRefusal('too_many_channels');
  return ids.map((id) => joinedChannel(core, id).id);
}

function shareFiles(
  core: Core,
  args: Json,
  channel: string,
  files: { id: string; name: string; title: string; url: string }[],
): void {
  const comment = textArgument(args, 'initial_comment');
  const isSilent = comment === undefined && args.blocks === undefined;
  const content = isSilent
    ? { text: '', blocks: [], warnings: [] }
    : readMessage(core, 'files.completeUploadExternal', { text: comment, blocks: args.blocks }, 'message');
  const threadTs = textArgument(args, 'thread_ts');
  postAsBot(core, content, { channel, files, ...(threadTs && { threadTs }) });
}

const fileUrl = (core: Core, id: string, name: string) => `${core.url()}/files/${id}/${encodeURIComponent(name)}`;
