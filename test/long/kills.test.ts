import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Occasion } from '../../src/domain/subscription.js';
import {
  announcedIn,
  failureOf,
  logsIn,
  REGION,
  type Surroundings,
  startSurroundings,
} from '../flows/announce-world.js';
import { bundleReplica, type Service, type Step, startReplicas } from '../killing/start-replicas.js';

/** Failures delivered at the same time, so that replicas have several in their hands when they die. */
const AT_ONCE = 5;
const IN_STORM = 7;
const TIMES = Number(process.env.TIMES ?? 10);
/** Waves for each kill. Each wave passes every step several times, so a step that is not met by then does not exist. */
const MOST_WAVES = 3;
const CONSUMED_WITHIN_MS = 280_000;

const program = bundleReplica();
afterAll(async () => rm(dirname(await program), { recursive: true }));

/** The moment when a call of this kind has been answered. */
const after = (operation: string, pattern: RegExp): Step => ({
  when: 'after',
  is: (passing) => passing.operation === operation && pattern.test(decodeURIComponent(passing.body)),
});

interface Listened {
  name: string;
  channel: string;
}

interface Killing {
  world: Surroundings;
  /** Whether there is a replica left to kill. */
  goesOn(): boolean;
  listen(name: string, on: Occasion): Promise<Listened>;
  /** Puts events into the queue; resolves when all are dealt with for good. */
  deliver(bodies: string[]): Promise<void>;
  messages(channel: string): ReturnType<Surroundings['slack']['messagesSeenBy']>;
}

/** Lets things happen, with names of their own, until so many replicas have died of them. */
type Course = (killing: Killing, prefix: string) => Promise<void>;
type Kills = [name: string, step: Step, times: number, course: Course];

async function killAll(watched: Service, kills: Kills[]): Promise<void> {
  const world = await startSurroundings();
  const replicas = await startReplicas(await program, world, watched);
  try {
    for (const [name, step, times, course] of kills) {
      const killed = replicas.killAt(step, times);
      let waves = 0;
      const goesOn = () => killed() < times && ++waves <= MOST_WAVES * times;
      await course({ ...killingIn(world), goesOn }, name.replaceAll(' ', '-')).catch((cause) => {
        throw new Error(`Killed when ${name}: ${cause.message}`, { cause });
      });
      expect([name, killed()]).toEqual([name, times]);
    }
    expect(world.sqs.inspectQueue('dead-letters')?.messages.ready).toEqual([]);
  } finally {
    await replicas.stop();
    await world.stop();
  }
}

function killingIn(world: Surroundings): Omit<Killing, 'goesOn'> {
  const { aws, slack, sqs } = world;
  return {
    world,
    async listen(name, on) {
      aws.account.addPipeline({ name });
      const channel = slack.addChannel({ name }).id;
      const subscribedBy = slack.people.me;
      await world.subscribe({ region: REGION, pipeline: name, channel, on, subscribedBy, shared: false });
      return { name, channel };
    },
    async deliver(bodies) {
      const ids = await Promise.all(bodies.map(world.send));
      await Promise.all(ids.map((id) => sqs.spy.waitForMessageWithId(id, 'consumed', CONSUMED_WITHIN_MS)));
    },
    messages: (channel) => announcedIn(slack, channel),
  };
}

const inWave = (prefix: string, wave: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${wave}-${index}`);

/** Pipelines fail and are repaired, each in a channel of its own: every failure is told once, and so is its repair. */
const breakAndRepair: Course = async ({ world, goesOn, listen, deliver, messages }, prefix) => {
  const all: Listened[] = [];
  for (let wave = 0; goesOn(); wave += 1) {
    const names = inWave(prefix, wave, AT_ONCE);
    const pipelines = await Promise.all(names.map((name) => listen(name, wave % 2 ? 'every' : 'broken')));
    all.push(...pipelines);
    await deliver(names.map((name) => failureOf(world, name)));
    const failed = pipelines.map(({ channel }) => messages(channel).map(({ text }) => text));
    expect(failed).toEqual(names.map((name) => [expect.stringMatching(`^${name} failed in Build`)]));
    await deliver(names.map((name) => world.eventsOf(() => world.aws.account.retry(name)).at(-1) ?? ''));
  }
  for (const { name, channel } of all) {
    const [message, reply, ...more] = messages(channel);
    expect([message?.text, reply?.text, more]).toEqual(
      Array(2)
        .fill(expect.stringMatching(`^${name} works again`))
        .concat([[]]),
    );
    expect(reply?.threadTs).toBe(message?.ts);
    expect(logsIn(world.slack, channel).map(({ threadTs }) => threadTs)).toEqual([message?.ts]);
  }
};

/** More failures at once than a channel is told of one by one: three in the channel, the others in one digest's thread. */
const storm: Course = async ({ world, goesOn, listen, deliver, messages }, prefix) => {
  for (let wave = 0; goesOn(); wave += 1) {
    const storms = await Promise.all(inWave(prefix, wave, AT_ONCE).map((name) => listen(name, 'every')));
    const failures = Array.from({ length: IN_STORM }, () => storms.map(({ name }) => failureOf(world, name)));
    await deliver(failures.flat());
    for (const { channel } of storms) {
      const all = messages(channel);
      const digests = all.filter(({ text }) => /^\d failures? since /.test(text));
      const told = all.filter((message) => !digests.includes(message));
      expect(told.length).toBe(IN_STORM);
      expect(new Set(told.map(executionOf)).size).toBe(IN_STORM);
      // Three a minute stand alone. More can when taking over from the dead took longer than the minute.
      expect(told.filter(({ threadTs }) => !threadTs).length).toBeGreaterThanOrEqual(3);
      for (const { ts, text } of digests) {
        const replies = told.filter(({ threadTs }) => threadTs === ts);
        expect(text).toMatch(new RegExp(`^${replies.length} failures? since`));
      }
      expect(digests.length).toBeGreaterThanOrEqual(1);
    }
  }
};

const executionOf = ({ metadata }: ReturnType<Killing['messages']>[number]) =>
  (metadata?.event_payload as { execution_id?: string } | undefined)?.execution_id;

/** Channels are gone when something fails: each subscriber is told once. */
const loseChannels: Course = async ({ world, goesOn, listen, deliver }, prefix) => {
  const { slack } = world;
  const direct = () => slack.messagesSeenBy(slack.people.me, slack.channels.direct);
  for (let wave = 0; goesOn(); wave += 1) {
    const before = direct().length;
    const gone = await Promise.all(inWave(prefix, wave, AT_ONCE).map((name) => listen(name, 'broken')));
    for (const { channel } of gone) slack.changeChannel(channel, { isArchived: true });
    await deliver(gone.map(({ name }) => failureOf(world, name)));
    const told = direct().slice(before);
    expect(told.map(({ text }) => text.split(' ')[2]).sort()).toEqual(gone.map(({ name }) => name).sort());
  }
};

test.each<[string, Service, Kills[]]>([
  [
    'Slack has answered',
    'slack',
    [
      ['a failure is posted', after('chat.postMessage', /"pipeline_failure"/), TIMES, breakAndRepair],
      ['a message is updated', after('chat.update', /./), TIMES, breakAndRepair],
      ['a repair is told', after('chat.postMessage', /"pipeline_recovery"/), TIMES, breakAndRepair],
    ],
  ],
  [
    'Slack has answered what is said once for many',
    'slack',
    [
      ['a digest is posted', after('chat.postMessage', /"pipeline_failure_digest"/), TIMES, storm],
      ['a pause is told', after('chat.postMessage', /"subscriptions_paused"/), TIMES, loseChannels],
    ],
  ],
  [
    'the table has answered',
    'table',
    [
      ['what an event told is noted', after('UpdateItem', /ADD #facts/), TIMES, breakAndRepair],
      ['a channel is taken', after('UpdateItem', /list_append/), TIMES, breakAndRepair],
      ['what was told is recorded', after('PutItem', /"record"/), TIMES, breakAndRepair],
      ['a channel is given back', after('UpdateItem', /":until":\{"N":"0"\}/), TIMES, breakAndRepair],
      ['a storm is recorded', after('PutItem', /"record"/), TIMES, storm],
      ['a subscription is paused', after('UpdateItem', /#paused = :paused/), TIMES, loseChannels],
    ],
  ],
  [
    'the queue has still to be asked',
    'queue',
    [['the event is not yet deleted', { ...after('DeleteMessage', /./), when: 'before' }, TIMES, breakAndRepair]],
  ],
])('killed again and again at each step, when %s: nothing is lost, nothing is told twice', (_, watched, kills) =>
  killAll(watched, kills),
);
