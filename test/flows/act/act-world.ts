import { EventEmitter, on } from 'node:events';
import type { Button } from '@slack/types';
import { pino } from 'pino';
import type { Json, Message, Role, View } from '../../../playground/index.js';
import { approvalsWait, CHANNELS, PEOPLE, stagesOf } from '../../../playground/index.js';
import type { Account } from '../../../src/domain/account.js';
import type { ActingRules } from '../../../src/domain/acting-rules.js';
import { parsePatterns } from '../../../src/domain/pipeline-patterns.js';
import { type Bot, startBot } from '../../../src/process/start-bot.js';
import { CREDENTIALS, REGION, startSurroundings, TABLE } from '../announce-world.js';
import { buttonsOf, optionsOf, type } from '../gestures.js';
import { LOGGED_WITHIN_MS, PATIENT } from '../patience.js';
import { type LogLine, requestUrlOf } from '../start-world.js';

interface InAccounts {
  accounts?: Account[];
  roles?: readonly Role[];
}

/** Everything around the bot, a pipeline `pay` whose approval waits, and bots whose operators are as given. */
export async function startActWorld({
  operators = `*=${PEOPLE.me}`,
  accounts,
  roles,
  ...rules
}: Partial<Given> & InAccounts = {}) {
  const surroundings = await startSurroundings(PATIENT, roles);
  const { slack, aws, queueUrl, tableUrl } = surroundings;
  process.env.AWS_ENDPOINT_URL_DYNAMODB = tableUrl;
  const log: LogLine[] = [];
  const written = new EventEmitter().setMaxListeners(0);
  const bots: Bot[] = [];
  const anotherBot = async () => {
    const { botToken, apiUrl, signingSecret } = slack;
    const bot = await startBot({
      config: {
        slack: { botToken, apiUrl, mode: 'http', signingSecret },
        port: 0,
        logLevel: 'info',
        announcements: { queueUrl, tableName: TABLE },
        ...(accounts && { accounts }),
        ...(operators && { acting: rulesOf({ ...rules, operators }) }),
      },
      log: pino(
        { base: null },
        { write: (line: string) => void written.emit('line', log[log.push(JSON.parse(line)) - 1]) },
      ),
      signal: new AbortController().signal,
      aws: { endpoint: aws.url, region: REGION, credentials: CREDENTIALS },
      timings: { pollSeconds: 1, remindEverySeconds: 0.2 },
    });
    bots.push(bot);
    return bot;
  };
  const bot = await anotherBot();
  slack.setRequestUrl(requestUrlOf(bot));
  const pipeline = aws.account.addPipeline({ name: 'pay', stages: stagesOf['payments-api-prod'] });
  const logged = async (match: (line: LogLine) => boolean, since = 0): Promise<LogLine> => {
    const known = log.slice(since).find(match);
    if (known) return known;
    for await (const [line] of on(written, 'line', { signal: AbortSignal.timeout(LOGGED_WITHIN_MS) })) {
      if (match(line)) return line;
    }
    throw new Error('No such line was logged.');
  };
  /** Does something, and waits until the bot is done with it. */
  const done = async <T>(what: string, act: () => Promise<T>): Promise<LogLine> => {
    const since = log.length;
    await act();
    return logged((line) => line.what === what, since);
  };
  return {
    ...surroundings,
    bot,
    anotherBot,
    log,
    pipeline,
    /** A run whose approval waits, and what its buttons are about. */
    start(name = 'pay', options: Parameters<typeof aws.account.startRun>[1] = {}) {
      const execution = aws.account.startRun(name, { script: approvalsWait, ...options });
      const { pipelineExecutionId } = execution;
      const row = execution.actions.findLast(({ status }) => status === 'InProgress');
      const { stageName = '', actionName = '', actionExecutionId: token = '' } = row ?? {};
      return {
        execution,
        at: { pipelineName: name, region: REGION, pipelineExecutionId, stageName, actionName, token },
      };
    },
    approvals: (text = 'pay') => type(slack, `approvals ${text}`),
    /** Presses a button of a message and waits for the window that it opens. */
    async open(message: Message, label: string, user: string = PEOPLE.me): Promise<View> {
      const button = buttonsOf(message).find((one) => one.label === label);
      if (!button) throw new Error(`There is no button ${label}.`);
      const { blockId, actionId } = button;
      const { channel, ts, blocks } = message;
      const [verb = ''] = button.value.split(' ');
      await done(verb, () => slack.click({ message: { channel, ts, blocks }, blockId, actionId, user }));
      return top(user);
    },
    /** Chooses an option of a listing and waits for the window that it opens. */
    async choose(message: Message, label: string, verb: string): Promise<View> {
      const option = optionsOf(message).find(({ text }) => text === label);
      if (!option) throw new Error(`There is no option ${label}.`);
      const { blockId, actionId, value } = option;
      const { channel, ts, blocks } = message;
      await done(verb, () =>
        slack.click({ message: { channel, ts, blocks }, blockId, actionId, selectedValue: value }),
      );
      return top();
    },
    /** The replies in a message's thread. */
    repliesTo: ({ channel, ts }: Message) =>
      slack.messagesSeenBy(undefined, channel).filter(({ threadTs }) => threadTs === ts),
    logged,
    /** Submits the window on top, and waits for what comes of it. */
    async submit(verb: string, values: Typed = {}, user: string = PEOPLE.me): Promise<{ view: View; line: LogLine }> {
      const line = await done(verb, () => slack.submitView({ user, values: valuesOf(values) }));
      return { view: top(user), line };
    },
    /** Lets people into the channel. */
    join(people: { id: string; name: string; realName?: string; isGuest?: boolean }[]): void {
      for (const person of people) slack.addUser(person);
      const members = [PEOPLE.me, PEOPLE.colleague, PEOPLE.bot, ...people.map(({ id }) => id)];
      slack.changeChannel(CHANNELS.deploys, { members });
    },
    /** A message of the bot's with these buttons, as everyone in the channel sees it. */
    async offer(...elements: Button[]): Promise<Message> {
      const posting = slack.nextMessage(({ text }) => text === 'Buttons');
      const blocks = [{ type: 'actions', block_id: 'offered', elements }];
      await fetch(`${slack.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.botToken}` },
        body: JSON.stringify({ channel: CHANNELS.deploys, text: 'Buttons', blocks }),
      });
      return posting;
    },
    top,
    calls: (operation: string) => aws.calls.filter((call) => call.operation === operation),
    async end() {
      await Promise.all(bots.map((one) => one.stop()));
      await surroundings.stop();
    },
  };

  function top(user: string = PEOPLE.me): View {
    const view = slack.viewSeenBy(user);
    if (!view) throw new Error('No window is open.');
    return view;
  }
}

export type ActWorld = Awaited<ReturnType<typeof startActWorld>>;

interface Given {
  operators: string;
  selfApproval: ActingRules['selfApproval'];
  approvalsNeeded: string;
}

const rulesOf = ({ operators = '', selfApproval = 'allow', approvalsNeeded = '' }: Partial<Given>): ActingRules => ({
  operators: parsePatterns(operators),
  selfApproval,
  approvalsNeeded: parsePatterns(approvalsNeeded),
});

export interface Typed {
  words?: string;
  choice?: string;
}

export const valuesOf = ({ words, choice }: Typed): Record<string, Record<string, Json>> => ({
  ...(words !== undefined && { words: { words: { value: words } } }),
  ...(choice !== undefined && { choice: { choice: { selected_option: { value: choice } } } }),
});
