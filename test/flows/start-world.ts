import { EventEmitter, on } from 'node:events';
import { expect } from '@jest/globals';
import { pino } from 'pino';
import {
  type CodePipelineOptions,
  type CodePipelineSimulator,
  type SlackWorkspace,
  type SlackWorkspaceOptions,
  startCodePipeline,
  startSlackWorkspace,
} from '../../playground/index.js';
import type { Account } from '../../src/domain/account.js';
import { parsePatterns } from '../../src/domain/pipeline-patterns.js';
import { type Bot, startBot } from '../../src/process/start-bot.js';
import { LOGGED_WITHIN_MS, PATIENT } from './patience.js';

/** One line of the bot's log, as it was written. */
export type LogLine = Record<string, unknown> & { what?: string; outcome?: string; ref?: string };

export interface World {
  slack: SlackWorkspace;
  aws: CodePipelineSimulator;
  bot: Bot;
  log: LogLine[];
  /** The line of the log that matches, as soon as it is written. */
  logged(match: (line: LogLine) => boolean): Promise<LogLine>;
  /** Starts one more process's worth of bot on the same Slack and AWS. */
  anotherBot(settings?: Pick<WorldOptions, 'accounts'>): Promise<Bot>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  aws?: CodePipelineOptions;
  slack?: SlackWorkspaceOptions;
  socketMode?: boolean;
  /** As the setting LISTABLE is written. */
  listable?: string;
  accounts?: Account[];
}

/** The whole product over real HTTP: a strict Slack, a CodePipeline, and the real bot between them. */
export async function startWorld({
  aws: awsOptions,
  slack: slackOptions,
  socketMode = false,
  listable,
  accounts,
}: WorldOptions = {}): Promise<World> {
  const aws = await startCodePipeline(awsOptions);
  const slack = await startSlackWorkspace({
    ...PATIENT,
    ...slackOptions,
    ...(socketMode && { appToken: 'xapp-local' }),
  });
  const log: LogLine[] = [];
  const written = new EventEmitter();
  const bots: Bot[] = [];
  const anotherBot = async (settings: Pick<WorldOptions, 'accounts'> = {}) => {
    const entrance = socketMode
      ? ({ mode: 'socket', appToken: 'xapp-local' } as const)
      : ({ mode: 'http', signingSecret: slack.signingSecret } as const);
    const bot = await startBot({
      config: {
        slack: { botToken: slack.botToken, apiUrl: slack.apiUrl, ...entrance },
        port: 0,
        logLevel: 'info',
        ...(listable && { listable: parsePatterns(listable) }),
        ...(accounts && { accounts }),
        ...settings,
      },
      log: pino(
        { base: null },
        { write: (line: string) => void written.emit('line', log[log.push(JSON.parse(line)) - 1]) },
      ),
      signal: new AbortController().signal,
      aws: {
        endpoint: aws.url,
        region: 'eu-west-1',
        credentials: { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' },
      },
    });
    bots.push(bot);
    return bot;
  };
  const bot = await anotherBot();
  slack.setRequestUrl(requestUrlOf(bot));
  return {
    slack,
    aws,
    bot,
    log,
    async logged(match) {
      const known = log.find(match);
      if (known) return known;
      for await (const [line] of on(written, 'line', { signal: AbortSignal.timeout(LOGGED_WITHIN_MS) })) {
        if (match(line)) return line;
      }
      throw new Error('No such line was logged.');
    },
    anotherBot,
    async stop() {
      await Promise.all(bots.map((running) => running.stop()));
      await Promise.all([slack.stop(), aws.stop()]);
    },
  };
}

/** Stops a world, in which nothing the bot sent may have been against Slack's rules. */
export async function endWorld({ slack: { violations }, stop }: World): Promise<void> {
  await stop();
  expect(violations).toEqual([]);
}

export const requestUrlOf = (bot: Bot): string => `http://127.0.0.1:${bot.port}/slack/events`;
