import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Occasion } from '../../src/subscription.js';
import { failureOf, REGION, type Surroundings, startSurroundings } from './announce-world.js';
import { bundleReplica, type Step, startReplicas } from './killing/start-replicas.js';

const TIMES = 10;
/** Failures delivered at the same time, so that replicas have several in their hands when they die. */
const AT_ONCE = 5;
const IN_STORM = 7;
const CONSUMED_WITHIN_MS = 90_000;

const program = bundleReplica();
afterAll(async () => rm(dirname(await program), { recursive: true }));

const SERVICES: Record<string, Step['at']> = { UpdateItem: 'table', DeleteMessage: 'queue' };

/** The moment when a call of this kind has been answered. */
const after = (operation: string, pattern: RegExp): Step => ({
  ...{ when: 'after', at: SERVICES[operation] ?? 'slack' },
  is: (passing) => passing.operation === operation && pattern.test(decodeURIComponent(passing.body)),
});

interface Listened {
  name: string;
  channel: string;
}

/** A world of its own for each step: while one waits for a lease to end, the others go on. */
interface Killing {
  world: Surroundings;
  /** How many replicas have died. */
  killed(): number;
  listen(name: string, on: Occasion): Promise<Listened>;
  /** Puts events into the queue; resolves when all are dealt with for good. */
  deliver(bodies: string[]): Promise<void>;
  messages(channel: string): ReturnType<Surroundings['slack']['messagesSeenBy']>;
}

/** Lets things happen, with names of their own, until so many replicas have died of them. */
type Course = (killing: Killing, prefix: string) => Promise<void>;

async function killTenTimes(at: Step, course: Course, prefix: string): Promise<void> {
  const world = await startSurroundings();
  const replicas = await startReplicas(await program, world, { count: 2, step: at, kills: TIMES });
  const { aws, slack, sqs } = world;
  try {
    const killing: Killing = {
      world,
      killed: replicas.killed,
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
      messages: (channel) => slack.messagesSeenBy(undefined, channel),
    };
    await course(killing, prefix);
    expect(sqs.inspectQueue('dead-letters')?.messages.ready).toEqual([]);
  } finally {
    await replicas.stop();
    await world.stop();
  }
}

const inWave = (prefix: string, wave: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${wave}-${index}`);

/** Pipelines fail and are repaired, each in a channel of its own. */
const breakAndRepair: Course = async ({ world, killed, listen, deliver, messages }, prefix) => {
  const all: Listened[] = [];
  for (let wave = 0; killed() < TIMES; wave += 1) {
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
        .fill(expect.stringMatching(`^${name} is fixed`))
        .concat([[]]),
    );
    expect(reply?.threadTs).toBe(message?.ts);
  }
};

/** More failures at once than a channel is told of one by one. */
const storm: Course = async ({ world, killed, listen, deliver, messages }, prefix) => {
  for (let wave = 0; killed() < TIMES; wave += 1) {
    const storms = await Promise.all(inWave(prefix, wave, AT_ONCE).map((name) => listen(name, 'every')));
    const failures = Array.from({ length: IN_STORM }, () => storms.map(({ name }) => failureOf(world, name)));
    await deliver(failures.flat());
    for (const { channel } of storms) {
      const all = messages(channel);
      const digests = all.filter(({ text }) => text.startsWith('Many pipelines are failing'));
      expect(digests).toHaveLength(1);
      const told = all.filter((message) => !digests.includes(message));
      expect(new Set(told.map(executionOf)).size).toBe(IN_STORM);
      expect(told.map(({ threadTs }) => threadTs).sort()).toEqual(
        [...Array(IN_STORM - 5).fill(digests[0]?.ts), ...Array(5).fill(undefined)].sort(),
      );
    }
  }
};

const executionOf = ({ metadata }: ReturnType<Killing['messages']>[number]) =>
  (metadata?.event_payload as { execution_id?: string } | undefined)?.execution_id;

/** Channels are gone when something fails. */
const loseChannels: Course = async ({ world, killed, listen, deliver }, prefix) => {
  const { slack } = world;
  const direct = () => slack.messagesSeenBy(slack.people.me, slack.channels.direct);
  for (let wave = 0; killed() < TIMES; wave += 1) {
    const before = direct().length;
    const gone = await Promise.all(inWave(prefix, wave, AT_ONCE).map((name) => listen(name, 'broken')));
    for (const { channel } of gone) slack.changeChannel(channel, { isArchived: true });
    await deliver(gone.map(({ name }) => failureOf(world, name)));
    const told = direct().slice(before);
    expect(told.map(({ text }) => text.split(' ')[2]).sort()).toEqual(gone.map(({ name }) => name).sort());
  }
};

const ONCE = 'every failure is told, none twice, and so is its repair';
const ONE_DIGEST = 'five failures in the channel, the others in the thread of one digest';
const TOLD_ONCE = 'whoever subscribed a channel that is gone is told once';

test.concurrent.each<[string, string, Step, Course]>([
  ['the digest is posted', ONE_DIGEST, after('chat.postMessage', /"pipeline_failure_digest"/), storm],
  ['the digest is claimed', ONE_DIGEST, after('UpdateItem', /#digest = :digest/), storm],
  ['a slot is claimed', ONCE, after('UpdateItem', /if_not_exists\(#doubtSince/), breakAndRepair],
  ['a failure is posted', ONCE, after('chat.postMessage', /"pipeline_failure"/), breakAndRepair],
  ['what was told is recorded', ONCE, after('UpdateItem', /#incidents = :incidents/), breakAndRepair],
  ['the event is not yet deleted', ONCE, { ...after('DeleteMessage', /./), when: 'before' }, breakAndRepair],
  ['a message is updated', ONCE, after('chat.update', /./), breakAndRepair],
  ['a repair is told', ONCE, after('chat.postMessage', /"pipeline_recovery"/), breakAndRepair],
  ['a subscription is paused', TOLD_ONCE, after('UpdateItem', /#paused = :paused/), loseChannels],
  ['a pause is told', TOLD_ONCE, after('chat.postMessage', /"subscriptions_paused"/), loseChannels],
])(
  'killed ten times when %s: %s',
  (name, _, at, course) => killTenTimes(at, course, name.replaceAll(' ', '-')),
  120_000,
);
