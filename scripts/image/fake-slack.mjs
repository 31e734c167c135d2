import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

/** The least of a Slack that the program needs to get ready: it says who the token belongs to. */
export async function startFakeSlack() {
  const identity = { ok: true, team_id: 'T0IMAGE', user_id: 'U0IMAGE', bot_id: 'B0IMAGE', user: 'pipeline-actions' };
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/api/auth.test' ? identity : { ok: false, error: 'unknown_method' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${server.address().port}/api/`,
    teamId: identity.team_id,
    stop: () => server.close(),
  };
}

/** `/pipeline-actions help` as Slack sends it, signed. Resolves with the program's answer. */
export function sendHelpCommand(address, { signingSecret, teamId }) {
  const fields = { command: '/pipeline-actions', text: 'help', team_id: teamId, user_id: 'U1', channel_id: 'C1' };
  const body = new URLSearchParams({ ...fields, response_url: 'http://127.0.0.1:9/', trigger_id: '1.2.3' }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return fetch(`${address}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  });
}
