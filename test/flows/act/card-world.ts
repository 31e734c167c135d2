import { CHANNELS, type StoredMessage } from '../../../playground/index.js';
import { type ActWorld, startActWorld } from './act-world.js';

const channel = CHANNELS.deploys;
const SUBSCRIBED = /^This channel is now subscribed/;

/** A world in which a channel asks for approvals, once it has subscribed. */
export async function startCardWorld(...given: Parameters<typeof startActWorld>) {
  const world = await startActWorld(...given);
  const posted = (): StoredMessage[] =>
    world.slack
      .messagesSeenBy(undefined, channel)
      .filter(({ visibleTo, text }) => !visibleTo && !SUBSCRIBED.test(text));
  /** A run whose approval is refused has a failure summary as well. */
  const cards = () =>
    posted().filter(({ threadTs, metadata }) => !threadTs && metadata?.event_type === 'approval_card');
  /** Sends what AWS tells; resolves when the bot is done with all of it. */
  const deliver = async (bodies: string[]): Promise<void> => {
    for (const body of bodies) {
      const id = await world.send(body);
      await world.logged(
        ({ what, message, outcome }) =>
          what === 'event' && message === id && outcome !== 'later' && outcome !== undefined,
      );
    }
  };
  /** Does something to the pipeline and delivers what AWS tells of it. */
  const tell = async <T>(act: () => T): Promise<T> => {
    let result: T | undefined;
    await deliver(world.eventsOf(() => (result = act())));
    return result as T;
  };
  return {
    ...world,
    posted,
    cards,
    deliver,
    tell,
    /** Has the channel ask for the approvals of `pay`. */
    ask: (options = '--approvals') => world.slack.runCommand({ text: `subscribe pay ${options}`, channel }),
    replies: () => posted().filter(({ threadTs }) => threadTs),
    /** The only card. */
    card(): StoredMessage {
      const [only, ...others] = cards();
      if (!only || others.length) throw new Error(`${others.length} cards too many`);
      return only;
    },
    /** A run whose approval waits, and of which the bot has heard. */
    begin: () => tell(() => world.start()),
    /** Submits the window that is open; what AWS tells of it is kept back. */
    async decide(verb: 'approve' | 'reject', words: string, user?: string) {
      const since = world.log.length;
      const events: string[] = [];
      const stop = world.aws.account.onEvent((_, json) => events.push(json));
      await world.submit(verb, { words }, user);
      stop();
      return { since, events };
    },
    looked: (since: number) => world.logged(({ what, outcome }) => what === 'look' && outcome === 'looked', since),
  };
}

export type CardWorld = Awaited<ReturnType<typeof startCardWorld>>;
export type Started = ReturnType<ActWorld['start']>;
