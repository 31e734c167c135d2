import type { Core } from './core.js';
import type { Faults } from './faults.js';
import { askOptions, type OptionsAsked } from './gestures/ask-options.js';
import { type Click, clickElement } from './gestures/click-element.js';
import type { ViewValues } from './gestures/element-value.js';
import type { Pointing } from './gestures/find-element.js';
import { type CommandRun, runCommand } from './gestures/run-command.js';
import { closeView, submitView } from './gestures/submit-view.js';
import type { Controls, View } from './protocol.js';
import { randomId } from './random-id.js';
import type { Delivery, RecordedRequest, Violation } from './recordings.js';
import { CHANNELS, PEOPLE, TEAM } from './seed-workspace.js';
import type { Sockets } from './socket-mode.js';
import { topView } from './view-stacks.js';
import type { StoredChannel, StoredMessage, StoredUser, Team } from './workspace-state.js';

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** A running workspace. By default `user` is `people.me` and `channel` is `channels.deploys`. */
export interface SlackWorkspace {
  url: string;
  /** For `SLACK_API_URL`; ends in `/api/`. */
  apiUrl: string;
  botToken: string;
  signingSecret: string;
  team: Team;
  /** Ids of users. */
  people: typeof PEOPLE;
  /** Ids of channels. */
  channels: typeof CHANNELS;

  /** Resolves with the acknowledgement or Slack's error; answers by `response_url` come later, see `nextAnswer`. */
  runCommand(run?: Partial<CommandRun>): Promise<Delivery>;
  click(click: Optional<Click, 'user'>): Promise<Delivery>;
  /** Types `value` into an `external_select`. */
  options(asked: Optional<Pointing, 'user'> & { value: string }): Promise<OptionsAsked>;
  submitView(submitted?: { user?: string; values?: ViewValues }): Promise<Delivery>;
  closeView(closed?: { user?: string }): Promise<Delivery | undefined>;
  /** A message that a user types. */
  say(said: { user?: string; channel?: string; text: string; threadTs?: string }): StoredMessage;

  /** What a user sees in a channel, oldest first, including their ephemeral messages. */
  messagesSeenBy(user?: string, channel?: string): StoredMessage[];
  lastMessageSeenBy(user?: string, channel?: string): StoredMessage | undefined;
  /** The next matching message, posted or edited. */
  nextMessage(match?: (message: StoredMessage) => boolean, timeoutMs?: number): Promise<StoredMessage>;
  viewSeenBy(user?: string): View | null;
  /** The next change of the modal on top; null when it is closed. */
  nextView(timeoutMs?: number): Promise<View | null>;
  /** The next answered call of the bot: a method's name, `response_url` or `upload`. */
  nextRequest(method: string, timeoutMs?: number): Promise<RecordedRequest>;

  requests: RecordedRequest[];
  deliveries: Delivery[];
  /** Everything refused, and what a good bot would not send. */
  violations: Violation[];
  faults: Faults;

  addChannel(channel: Partial<StoredChannel> & { name: string }): StoredChannel;
  changeChannel(id: string, change: Partial<StoredChannel>): void;
  addUser(user: Partial<StoredUser> & { name: string }): StoredUser;
  sockets: Pick<Sockets, 'count' | 'leave' | 'switchOn' | 'cut' | 'say'>;

  setRequestUrl(url: string): void;
  setControls(controls: Controls): void;
  stop(): Promise<void>;
}

const { me } = PEOPLE;

export function workspaceHandle(
  core: Core,
  rest: Pick<SlackWorkspace, 'setRequestUrl' | 'setControls' | 'stop'>,
): SlackWorkspace {
  const { state, recordings, settings } = core;
  const { requests, deliveries, violations } = recordings;
  const [command = '/pipeline-actions'] = settings.commands.map((declared) => declared.command);
  const messagesSeenBy = (user: string = me, channel: string = CHANNELS.deploys) =>
    state.inChannel(channel).filter(({ visibleTo }) => visibleTo === undefined || visibleTo === user);
  return {
    url: core.url(),
    apiUrl: `${core.url()}/api/`,
    botToken: settings.botToken,
    signingSecret: settings.signingSecret,
    team: TEAM,
    people: PEOPLE,
    channels: CHANNELS,
    requests,
    deliveries,
    violations,
    faults: core.faults,
    runCommand: (run) => runCommand(core, { user: me, channel: CHANNELS.deploys, command, text: '', ...run }),
    click: (click) => clickElement(core, { user: me, ...click }),
    options: (asked) => askOptions(core, { user: me, ...asked }),
    submitView: ({ user = me, values } = {}) => submitView(core, { user }, values),
    closeView: ({ user = me } = {}) => closeView(core, { user }),
    say: (said) => state.post({ user: me, channel: CHANNELS.deploys, blocks: [], ...said }),
    messagesSeenBy,
    lastMessageSeenBy: (user, channel) => messagesSeenBy(user, channel).at(-1),
    async nextMessage(match = () => true, timeoutMs) {
      const event = await state.changes.next((change) => change.type === 'message' && match(change.message), timeoutMs);
      return (event as { message: StoredMessage }).message;
    },
    viewSeenBy: (user = me) => topView(state.views.of(user)),
    async nextView(timeoutMs) {
      const event = await state.changes.next(({ type }) => type === 'view', timeoutMs);
      return (event as { view: View | null }).view;
    },
    nextRequest: (method, timeoutMs) => recordings.nextRequest((request) => request.method === method, timeoutMs),
    ...makers(core),
    sockets: core.sockets,
    ...rest,
  };
}

function makers({ state }: Core): Pick<SlackWorkspace, 'addChannel' | 'changeChannel' | 'addUser'> {
  return {
    addChannel(given) {
      const id = randomId('C');
      const members: string[] = [me, PEOPLE.colleague];
      const channel: StoredChannel = {
        id,
        kind: 'public',
        isShared: false,
        hasBot: true,
        isArchived: false,
        members,
        ...given,
      };
      state.putChannel(channel);
      return channel;
    },
    changeChannel(id, change) {
      const channel = state.channels.get(id);
      if (!channel) throw new Error(`There is no channel ${id}.`);
      state.putChannel({ ...channel, ...change });
    },
    addUser(given) {
      const user = { id: randomId('U'), realName: given.name, teamId: TEAM.id, isBot: false, ...given };
      state.users.set(user.id, user);
      return user;
    },
  };
}
