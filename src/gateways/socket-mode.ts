import { setTimeout as wait } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { SlackProblem } from '../domain/slack-problem.js';
import { boltLogger } from '../runtime/bolt-logger.js';
import { callSlack } from './call-slack.js';
import { refusesToken, SlackTokenProblem, slackClientOptions } from './slack.js';
import { type Envelope, openSlackSocket } from './slack-socket.js';

/** Two, so that one that is cut leaves no hole. Slack gives an app ten (docs.slack.dev/apis/events-api/using-socket-mode). */
const CONNECTIONS = 2;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
const HELLO_WITHIN_MS = 10_000;
/** So long may an acknowledgement take, and a stop waits for it. */
const ACKNOWLEDGE_MS = 3000;
/** Slack closes a connection itself some ten seconds after it said so; whoever closes first loses what is on its way. */
const LINGER_MS = 30_000;

export interface SocketMode {
  /** Resolves with the first connection. @throws SlackTokenProblem */
  open(): Promise<void>;
  /** Acknowledges what has come, then closes. */
  close(): Promise<void>;
  isConnected(): boolean;
}

/** Sends the acknowledgement of an envelope, back on the connection it came by. @throws Error when that is closed. */
export type Acknowledge = (response: object) => void;

/** A connection that Slack has greeted. */
interface Link {
  /** Resolves when Slack is about to close it, with its reason, or when it is gone. */
  ending: Promise<string>;
  gone: Promise<void>;
  /** Closes it once what came by it is acknowledged; resolves when it is gone. */
  retire(): Promise<void>;
  /** Leaves the closing to Slack; closes it when Slack has not done so for long. */
  linger(): Promise<void>;
}

type OnEnvelope = (envelope: Envelope, acknowledge: Acknowledge) => void;

/** Keeps connections to Slack open; one that Slack is going to close is replaced before it goes. */
export function createSocketMode(
  { appToken, apiUrl }: { appToken: string; apiUrl: string },
  log: Logger,
  onEnvelope: OnEnvelope,
): SocketMode {
  const client = new WebClient(appToken, { ...slackClientOptions(apiUrl), logger: boltLogger(log) });
  const stopping = new AbortController();
  const links = new Set<Link>();
  const pause = (failures: number) => {
    const ms = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
    return wait(ms, undefined, { signal: stopping.signal }).catch(() => {});
  };
  const dial = async (): Promise<Link> => {
    const open = () => client.apps.connections.open({});
    const { url = '' } = await callSlack('apps.connections.open', true, open);
    const link = await greeted(url, onEnvelope);
    links.add(link);
    void link.gone.then(() => links.delete(link));
    return link;
  };
  /** One of the connections, and those that replace it, until the stop. */
  const keep = async (onGreeted: () => void, onRefused: (problem: Error) => void) => {
    let old: Link | undefined;
    for (let failures = 0; !stopping.signal.aborted; ) {
      const link = await dial().catch((error: unknown) => {
        const code = error instanceof SlackProblem ? error.code : (error as Error).name;
        log.warn({ what: 'socket', code }, 'no new connection to Slack');
        if (refusesToken(code)) onRefused(new SlackTokenProblem(`Slack refuses SLACK_APP_TOKEN: ${code}.`));
      });
      if (!link) {
        await pause(failures);
        failures += 1;
        continue;
      }
      failures = 0;
      onGreeted();
      void old?.linger();
      old = link;
      const reason = await link.ending;
      log.info({ what: 'socket', reason }, 'a connection to Slack ends');
      if (reason === GONE) await pause(0);
      // Socket Mode was switched off: nothing is greeted until it is on again.
      if (reason === 'link_disabled') await pause(LINK_DISABLED_PAUSE);
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

const GONE = 'gone';
const LINK_DISABLED_PAUSE = 7;

/** Opens a connection and waits for Slack's greeting. @throws Error when there is none. */
function greeted(url: string, onEnvelope: OnEnvelope): Promise<Link> {
  const unacknowledged = new Set<string>();
  let isSilent = true;
  return new Promise((resolve, reject) => {
    let tellEnding: (reason: string) => void = () => {};
    let tellGone = () => {};
    const ending = new Promise<string>((resolved) => {
      tellEnding = resolved;
    });
    const gone = new Promise<void>((resolved) => {
      tellGone = resolved;
    });
    const socket = openSlackSocket(url, {
      hello() {
        isSilent = false;
        resolve({ ending, gone, retire, linger });
      },
      leaving: (reason) => tellEnding(reason),
      gone() {
        reject(new Error('closed before it was greeted'));
        tellEnding(GONE);
        tellGone();
      },
      envelope(envelope) {
        const { envelope_id } = envelope;
        unacknowledged.add(envelope_id);
        onEnvelope(envelope, (payload) => {
          unacknowledged.delete(envelope_id);
          socket.send(JSON.stringify({ envelope_id, payload }));
        });
      },
    });
    setTimeout(() => {
      reject(new Error('not greeted in time'));
      if (isSilent) socket.close();
    }, HELLO_WITHIN_MS).unref();
    const linger = async () => {
      await Promise.race([gone, wait(LINGER_MS, undefined, { ref: false })]);
      await retire();
    };
    const retire = async () => {
      const deadline = Date.now() + ACKNOWLEDGE_MS;
      while (unacknowledged.size > 0 && Date.now() < deadline) await wait(20);
      socket.close();
      await gone;
    };
  });
}
