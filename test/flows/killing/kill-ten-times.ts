import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Occasion } from '../../../src/subscription.js';
import { failureOf, REGION, type Surroundings, startSurroundings } from '../announce-world.js';
import { type Replicas, type Step, startReplicas } from './start-replicas.js';

let world: Surroundings;
let replicas: Replicas;

const TIMES = 10;
/** Failures delivered at the same time, so that replicas have several in their hands when they die. */
const AT_ONCE = 5;
const IN_STORM = 8;
/** Events that wait in line for their channel must not come again meanwhile, even on a busy machine. */
const VISIBLE_AGAIN_AFTER_STORM = 3;
const CONSUMED_WITHIN_MS = 60_000;

const step = (name: string, when: Step['when'], operation: string, pattern: RegExp): Step => ({
  ...{ name, when },
  is: (passing) => passing.operation === operation && pattern.test(decodeURIComponent(passing.body)),
});

export const CLAIMED = step('claimed', 'after', 'UpdateItem', /if_not_exists\(#doubtSince/);
export const POSTED = step('posted', 'after', 'chat.postMessage', /"pipeline_failure"/);
export const RECORDED = step('recorded', 'after', 'UpdateItem', /#incidents = :incidents/);
export const DELETING = step('not yet deleted', 'before', 'DeleteMessage', /./);
export const UPDATED = step('updated', 'after', 'chat.update', /./);
export const REPLIED = step('told as fixed', 'after', 'chat.postMessage', /"pipeline_recovery"/);
export const DIGEST_CLAIMED = step('the digest is claimed', 'after', 'UpdateItem', /#digest = :digest/);
export const DIGEST_POSTED = step('the digest is posted', 'after', 'chat.postMessage', /"pipeline_failure_digest"/);
export const PAUSED = step('paused', 'after', 'UpdateItem', /#paused = :paused/);
export const TOLD_PAUSED = step('told of the pause', 'after', 'chat.postMessage', /"subscriptions_paused"/);

interface Listened {
  name: string;
  channel: string;
}

async function listen(name: string, on: Occasion): Promise<Listened> {
  world.aws.account.addPipeline({ name });
  const channel = world.slack.addChannel({ name }).id;
  const subscribedBy = world.slack.people.me;
  await world.subscribe({ region: REGION, pipeline: name, channel, on, subscribedBy, shared: false });
  return { name, channel };
}

async function deliver(bodies: string[]): Promise<void> {
  const ids = await Promise.all(bodies.map(world.send));
  const consumed = ids.map((id) => world.sqs.spy.waitForMessageWithId(id, 'consumed', CONSUMED_WITHIN_MS));
  await Promise.all(consumed);
}

const messages = (channel: string) => world.slack.messagesSeenBy(undefined, channel);

/** Starts what happens, again and again, until so many replicas have died of it; `wave` counts from 0. */
type Course = (killed: () => number, name: string) => Promise<void>;

/** One step of the way in a file of its own, so that the files share the machine's cores. */
function killTenTimes(at: Step, outcome: string, course: Course, visibilitySeconds = 1): void {
  beforeAll(async () => {
    world = await startSurroundings();
    replicas = await startReplicas(world, { count: 2, visibilitySeconds });
  }, 60_000);
  afterAll(async () => {
    await replicas.stop();
    await world.stop();
  }, 30_000);

  test(`killed ten times when ${at.name}: ${outcome}`, async () => {
    await course(replicas.killAt(at, TIMES), at.name.replaceAll(' ', '-'));
    expect(world.sqs.inspectQueue('dead-letters')?.messages.ready).toEqual([]);
  }, 120_000);
}

/** Pipelines fail and are repaired, each in a channel of its own. */
export const killWhileTelling = (at: Step): void =>
  killTenTimes(at, 'every failure is told, none twice, and so is its repair', async (killed, prefix) => {
    const all: Listened[] = [];
    for (let wave = 0; killed() < TIMES; wave += 1) {
      const names = Array.from({ length: AT_ONCE }, (_, index) => `${prefix}-${wave}-${index}`);
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
  });

/** More failures at once than a channel is told of one by one. */
export const killWhileDigesting = (at: Step): void =>
  killTenTimes(
    at,
    'five failures in the channel, the others in the thread of one digest',
    async (killed, prefix) => {
      for (let wave = 0; killed() < TIMES; wave += 1) {
        const storms = await Promise.all([0, 1, 2].map((index) => listen(`${prefix}-${wave}-${index}`, 'every')));
        const failures = Array.from({ length: IN_STORM }, () => storms.map(({ name }) => failureOf(world, name)));
        await deliver(failures.flat());
        for (const { channel } of storms) {
          const all = messages(channel);
          const digests = all.filter(({ text }) => text.startsWith('Many pipelines are failing'));
          expect(digests).toHaveLength(1);
          const told = all.filter((message) => !digests.includes(message));
          expect(
            new Set(
              told.map(
                ({ metadata }) => (metadata?.event_payload as { execution_id?: string } | undefined)?.execution_id,
              ),
            ).size,
          ).toBe(IN_STORM);
          expect(told.map(({ threadTs }) => threadTs).sort()).toEqual(
            [...Array(IN_STORM - 5).fill(digests[0]?.ts), ...Array(5).fill(undefined)].sort(),
          );
        }
      }
    },
    VISIBLE_AGAIN_AFTER_STORM,
  );

/** Channels that are gone when something fails. */
export const killWhilePausing = (at: Step): void =>
  killTenTimes(at, 'whoever subscribed a channel that is gone is told once', async (killed, prefix) => {
    const { slack } = world;
    const direct = () => slack.messagesSeenBy(slack.people.me, slack.channels.direct);
    for (let wave = 0; killed() < TIMES; wave += 1) {
      const before = direct().length;
      const gone = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, index) => listen(`${prefix}-${wave}-${index}`, 'broken')),
      );
      for (const { channel } of gone) slack.changeChannel(channel, { isArchived: true });
      await deliver(gone.map(({ name }) => failureOf(world, name)));
      const told = direct().slice(before);
      expect(told.map(({ text }) => text.split(' ')[2]).sort()).toEqual(gone.map(({ name }) => name).sort());
    }
  });
