import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Core } from './core.js';
import { performCall } from './perform-call.js';
import { readBody } from './read-body.js';
import { SlackRefusal } from './slack-refusal.js';

/** Takes a file's bytes, raw or as a form's first file, at the URL of `files.getUploadURLExternal`. */
export async function answerUpload(
  core: Core,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = await readContent(request);
  const statusOf = () => 400;
  await performCall(core, { name: 'upload', args: { id, length: content.length }, request, response, statusOf }, () => {
    const file = core.state.files.get(id);
    if (!file || file.content) throw new SlackRefusal('invalid_upload_url');
    if (content.length !== file.length) throw new SlackRefusal('invalid_file_length');
    core.state.files.set(id, { ...file, content });
    return { ok: true };
  });
}

async function readContent(request: IncomingMessage): Promise<Buffer> {
  const body = await readBody(request);
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) return body;
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const [first] = [...form.values()];
  return typeof first === 'object' ? Buffer.from(await first.arrayBuffer()) : Buffer.from(first ?? '');
}
