import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Home } from '../domain/home.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import { timeLeft } from '../runtime/trace.js';
import { untilReached } from '../runtime/until-reached.js';

/** The WebClient's defaults retry for half an hour without a timeout. */
const OPTIONS = {
  timeout: 10_000,
  retryConfig: { retries: 2, factor: 2, minTimeout: 200, maxTimeout: 2000 },
  rejectRateLimitedCalls: true,
} as const;

/** Aborts a call and its retries when the user's time is up. */
const fetchInTime: typeof fetch = (url, init) => {
  const left = timeLeft('last words');
  if (left === Number.POSITIVE_INFINITY) return fetch(url, init);
  const signals = [init?.signal, AbortSignal.timeout(left)].filter((signal) => signal instanceof AbortSignal);
  return fetch(url, { ...init, signal: AbortSignal.any(signals) });
};

/** A fresh object each time, since clients write into it. */
export const slackClientOptions = (apiUrl: string): WebClientOptions => ({
  ...OPTIONS,
  slackApiUrl: apiUrl,
  fetch: fetchInTime,
});

const FINAL =
  /^(not_authed|invalid_auth|account_inactive|token_revoked|token_expired|team_disabled|user_removed_from_team)$/;

/** Whether Slack rejects the token for good. */
export const refusesToken = (code: string): boolean => FINAL.test(code);

/** The token is not, or no longer, valid. */
export class SlackTokenProblem extends Error {}

/** Calls auth.test until Slack answers. @throws SlackTokenProblem for a rejected token, or the signal's reason. */
export function findHome(token: string, apiUrl: string, log: Logger, signal: AbortSignal): Promise<Home> {
  const client = new WebClient(token, { ...slackClientOptions(apiUrl), logger: boltLogger(log) });
  return untilReached({
    what: 'Slack’s auth.test',
    attempt: async () => toHome(await client.auth.test()),
    passing(error) {
      const code = (error as { data?: { error?: string } }).data?.error ?? '';
      if (refusesToken(code)) throw new SlackTokenProblem(`Slack refuses SLACK_BOT_TOKEN: ${code}.`, { cause: error });
      return code || (error as Error).name;
    },
    log,
    signal,
  });
}

function toHome(answer: { team_id?: string; enterprise_id?: string; bot_id?: string; user_id?: string }): Home {
  const { team_id: teamId = '', enterprise_id: enterpriseId, bot_id: botId = '', user_id: botUserId = '' } = answer;
  return { teamId, botId, botUserId, ...(enterpriseId && { enterpriseId }) };
}
