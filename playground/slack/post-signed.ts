import { request } from 'node:http';
import { readBody } from './read-body.js';
import { signRequest } from './sign-request.js';

export interface Acknowledgement {
  /** 0 when nothing came. */
  status: number;
  body: string;
  contentType?: string;
  /** Slack's error when nothing came. */
  failure?: 'operation_timeout' | 'dispatch_failed';
  /** The relevant headers that were sent. */
  headers: Record<string, string>;
}

/**
 * Sends one signed form with a deadline, on a new connection: a kept one could break, and Slack never repeats a command
 * or click. @param how.seconds Time of sending, seconds since 1970.
 */
export function postSigned(
  url: string,
  form: string,
  how: { signingSecret: string; seconds: number; ackDeadlineMs: number },
): Promise<Acknowledgement> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...signRequest(how.signingSecret, form, how.seconds),
  };
  return new Promise((resolve) => {
    const fail = (failure: 'operation_timeout' | 'dispatch_failed') =>
      resolve({ status: 0, body: '', failure, headers });
    const signal = AbortSignal.timeout(how.ackDeadlineMs);
    const sent = request(url, {
      method: 'POST',
      agent: false,
      signal,
      headers: { ...headers, 'content-length': Buffer.byteLength(form) },
    });
    sent.on('error', () => fail(signal.aborted ? 'operation_timeout' : 'dispatch_failed'));
    sent.on('response', (response) => {
      readBody(response).then(
        (body) =>
          resolve({
            status: response.statusCode ?? 0,
            body: body.toString(),
            contentType: response.headers['content-type'] ?? '',
            headers,
          }),
        () => fail(signal.aborted ? 'operation_timeout' : 'dispatch_failed'),
      );
    });
    sent.end(form);
  });
}
