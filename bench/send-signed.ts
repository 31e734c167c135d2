import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { signRequest } from '../playground/index.js';

export const SIGNING_SECRET = 'bench-signing-secret';

// Kept connections, so that figures do not include connecting.
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/**
 * Sends a form, signed as Slack signs it.
 * @returns the acknowledgement's body. @throws Error unless the status is 200.
 */
export function sendSigned(url: string, fields: Record<string, string>): Promise<string> {
  const form = new URLSearchParams(fields).toString();
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
    ...signRequest(SIGNING_SECRET, form, Math.floor(Date.now() / 1000)),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      text(response).then(
        (body) => (response.statusCode === 200 ? resolve(body) : reject(new Error(`Slack got ${response.statusCode}`))),
        reject,
      );
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // The server closed a kept connection before taking anything: safe to repeat.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(sendSigned(url, fields));
      else reject(error);
    });
    sent.end(form);
  });
}
