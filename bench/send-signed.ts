import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { signRequest } from '../playground/index.js';

export const SIGNING_SECRET = 'bench-signing-secret';

// Connections are kept, so that a figure holds what the program does and not what the loopback device does.
const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/**
 * One form, signed as Slack signs it.
 * @returns the acknowledgement's body.
 * @throws Error when it was not acknowledged with 200.
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
      // A kept connection that the server closed in this very moment: nothing was taken, so it is sent again.
      if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(sendSigned(url, fields));
      else reject(error);
    });
    sent.end(form);
  });
}
