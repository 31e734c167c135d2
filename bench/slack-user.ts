import { CHANNELS, PEOPLE, TEAM } from '../playground/index.js';
import type { CannedSlack } from './canned-slack.js';
import { sendSigned } from './send-signed.js';

export interface Button {
  block_id: string;
  action_id: string;
  value: string;
}

/** Milliseconds from sending the command or click to having the answer. */
export interface Answered {
  body: string;
  ms: number;
}

/** A person in Slack, facing one bot. */
export interface SlackUser {
  /** The answer is the acknowledgement's body, or what is posted to the response_url when that is empty. */
  run(text: string): Promise<Answered>;
  /** The answer is what is posted to the click's response_url, once Slack has taken it. */
  click(button: Button): Promise<Answered>;
}

/** @param botUrl Without a path. */
export function slackUser(slack: CannedSlack, botUrl: string): SlackUser {
  const url = `${botUrl}/slack/events`;
  return {
    async run(text) {
      const { url: responseUrl, posted } = slack.responseUrl();
      const start = performance.now();
      const body = await sendSigned(url, { ...COMMAND, text, response_url: responseUrl });
      const answer = body ? { body, at: performance.now() } : await posted;
      return { body: answer.body, ms: answer.at - start };
    },
    async click(button) {
      const { url: responseUrl, posted } = slack.responseUrl();
      const payload = { ...CLICK, response_url: responseUrl, actions: [{ type: 'button', ...button, text: LABEL }] };
      const start = performance.now();
      await sendSigned(url, { payload: JSON.stringify(payload) });
      const { body, at } = await posted;
      return { body, ms: at - start };
    },
  };
}

const COMMAND = {
  team_id: TEAM.id,
  team_domain: TEAM.domain,
  is_enterprise_install: 'false',
  trigger_id: '1.2.3',
  channel_id: CHANNELS.deploys,
  channel_name: 'deploys',
  user_id: PEOPLE.me,
  user_name: 'ada',
  command: '/pipeline-actions',
};
const LABEL = { type: 'plain_text', text: 'Next page' };
const CLICK = {
  type: 'block_actions',
  user: { id: PEOPLE.me, username: 'ada', name: 'ada', team_id: TEAM.id },
  team: { id: TEAM.id, domain: TEAM.domain },
  enterprise: null,
  is_enterprise_install: false,
  container: { type: 'message', message_ts: '1790625311.000100', channel_id: CHANNELS.deploys, is_ephemeral: true },
  channel: { id: CHANNELS.deploys, name: 'deploys' },
  trigger_id: '1.2.3',
  state: { values: {} },
};

/** @throws Error when the page has no such button, so it may be a refusal. */
export function buttonOf(body: string, action: string): Button {
  const { blocks = [] } = JSON.parse(body) as { blocks?: { block_id?: string; elements?: Partial<Button>[] }[] };
  for (const { block_id, elements = [] } of blocks) {
    const button = elements.find(({ action_id }) => action_id === action || action_id?.startsWith(`${action}:`));
    if (block_id && button?.action_id && button.value)
      return { block_id, action_id: button.action_id, value: button.value };
  }
  throw new Error(`There is no button ${action}: ${body.slice(0, 200)}`);
}

/** @throws Error for another page or a refusal, which would make the figure meaningless. */
export function expectPage(body: string, pageNumber: number): void {
  const place = pageNumber === 1 ? '"text":"[\\w-]+: ' : `"text":"[\\w-]+, page ${pageNumber}: `;
  if (!new RegExp(place).test(body)) throw new Error(`Not page ${pageNumber}: ${body.slice(0, 200)}`);
}
