import { setTimeout as wait } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { SlackProblem } from '../domain/slack-problem.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import { callSlack } from './call-slack.js';
import { refusesToken, SlackTokenProblem, slackClientOptions } from './slack.js';
import { GONE, type OnEnvelope, openSlackLink, type SlackLink } from './slack-link.js';

/** Two, so that losing one leaves no gap. Slack allows ten (docs.slack.dev/apis/events-api/using-socket-mode). */
const CONNECTIONS = 2;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
/** Socket Mode was switched off in the app's settings; Slack sends no hello until it is on again. */
const SWITCHED_OFF = 'link_disabled';

export interface SocketMode {
  /** Resolves with the first connection. @throws SlackTokenProblem */
  open(): Promise<void>;
  /** Acknowledges what has arrived, then closes. */
  close(): Promise<void>;
  isConnected(): boolean;
}

/** Keeps connections to Slack open and replaces each before Slack closes it. */
export function createSocketMode(
  { appToken, apiUrl }: { appToken: string; apiUrl: string },
  log: Logger,
  onEnvelope: OnEnvelope,
): SocketMode {
  const client = new WebClient(appToken, { ...slackClientOptions(apiUrl), logger: boltLogger(log) });
  const stopping = new AbortController();
  const links = new Set<SlackLink>();
  const pause = (ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => {});
  const dial = async (): Promise<SlackLink> => {
    const ask = () => client.apps.connections.open({});
    const { url = '' } = await callSlack('apps.connections.open', true, ask);
    const link = await openSlackLink(url, onEnvelope);
    links.add(link);
    void link.gone.then(() => links.delete(link));
    if (stopping.signal.aborted) void link.retire();
    return link;
  };
  /** Retries until Slack says hello or the stop. */
  const redial = async (onRefused: (problem: Error) => void): Promise<SlackLink | undefined> => {
    for (let ms = FIRST_WAIT_MS; !stopping.signal.aborted; ms = Math.min(2 * ms, LONGEST_WAIT_MS)) {
      try {
        return await dial();
      } catch (error) {
        const code = error instanceof SlackProblem ? error.code : (error as Error).name;
        log.warn({ what: 'socket', code, retryInMs: ms }, 'no new connection to Slack');
        if (refusesToken(code)) onRefused(new SlackTokenProblem(`Slack refuses SLACK_APP_TOKEN: ${code}.`));
      }
      await pause(ms);
    }
    return undefined;
  };
  /** Keeps one of the connections and its replacements until the stop. */
  const keep = async (onGreeted: () => void, onRefused: (problem: Error) => void) => {
    let old: SlackLink | undefined;
    for (let link = await redial(onRefused); link; link = await redial(onRefused)) {
      onGreeted();
      void old?.linger();
      old = link;
      const reason = await link.ending;
      log.info({ what: 'socket', reason }, 'a connection to Slack ends');
      if (reason === GONE) await pause(FIRST_WAIT_MS);
      if (reason === SWITCHED_OFF) await pause(LONGEST_WAIT_MS);
    }
  };
  return {
    open: () =>
      new Promise((resolve, reject) => {
        let isOpen = false;
        const onGreeted = () => {
          isOpen = true;
          resolve();
        };
        const onRefused = (problem: Error) => {
          if (!isOpen) stopping.abort();
          reject(problem);
        };
        for (let count = 0; count < CONNECTIONS; count += 1) void keep(onGreeted, onRefused);
      }),
    async close() {
      stopping.abort();
      await Promise.all([...links].map((link) => link.retire()));
    },
    isConnected: () => links.size > 0,
  };
}
