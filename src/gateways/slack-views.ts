import { setTimeout as wait } from 'node:timers/promises';
import type { AllMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { SlackProblem } from '../domain/slack-problem.js';
import { timeLeft } from '../runtime/trace.js';
import { callSlack } from './call-slack.js';
import { slackClientOptions } from './slack.js';

type Client = AllMiddlewareArgs['client'];

export interface OpenView {
  id: string;
  hash: string;
}

/** Modals and direct messages, in our words. Every method throws SlackProblem. */
export interface SlackViews {
  /** A modal; with `push`, on top of the open one. A trigger works once, for three seconds. */
  open(triggerId: string, view: ModalView, push: boolean): Promise<OpenView>;
  /** With a `hash`, only if the view has not changed since (`hash_conflict`). */
  update(open: OpenView | Pick<OpenView, 'id'>, view: ModalView): Promise<OpenView>;
  /** In the direct message with a user; needs the scopes files:write and im:write. */
  sendFile(user: string, file: { name: string; content: string }, comment: string): Promise<void>;
}

const TRIGGER_MS = 3000; // Slack docs, surfaces/modals

export function slackViews(client: Client): SlackViews {
  return {
    async open(triggerId, view, push) {
      const method = push ? 'views.push' : 'views.open';
      return toOpen(
        await callSlack(method, false, () => opener(client).apiCall(method, { trigger_id: triggerId, view })),
      );
    },
    async update(open, view) {
      const hash = 'hash' in open ? { hash: open.hash } : {};
      // Nothing else would end the loading that a person sees, so a rate limit is waited out once, if there is time.
      const update = () =>
        callSlack('views.update', true, () => client.views.update({ view_id: open.id, ...hash, view }));
      const answer = await update().catch(async (error: SlackProblem) => {
        const ms = error.retryAfter * 1000;
        if (error.kind !== 'rate-limited' || ms >= timeLeft('answering')) throw error;
        await wait(ms);
        return update();
      });
      return toOpen(answer);
    },
    async sendFile(user, { name, content }, comment) {
      const opened = await callSlack('conversations.open', true, () => client.conversations.open({ users: user }));
      const channel = opened.channel?.id ?? '';
      await callSlack('files.uploadV2', false, () =>
        client.filesUploadV2({ channel_id: channel, filename: name, title: name, content, initial_comment: comment }),
      );
    },
  };
}

function toOpen(answer: unknown): OpenView {
  const { id = '', hash = '' } = (answer as { view?: Partial<OpenView> }).view ?? {};
  return { id, hash };
}

/** The first attempt uses up the trigger, so a retry would only hide its error. */
const opener = ({ token, slackApiUrl }: Client): WebClient =>
  new WebClient(token, {
    ...slackClientOptions(slackApiUrl),
    timeout: TRIGGER_MS,
    retryConfig: { retries: 0 },
    logger: SILENT,
  });

const ignore = () => {};
/** The trace has the calls. */
const SILENT: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  setLevel: ignore,
  getLevel: () => LogLevel.ERROR,
  setName: ignore,
};
