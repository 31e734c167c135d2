import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Occasion } from '../../../src/subscription.js';
import { failureOf, REGION, type Surroundings, startSurroundings } from '../announce-world.js';
import { type Replicas, type Step, startReplicas } from './start-replicas.js';

let world: Surroundings;
let replicas: Replicas;

const TIMES = 10;
/** Failures delivered at the same time, so that replicas have several in their hands when they die. */
const AT_ONCE = 5;
const CONSUMED_WITHIN_MS = 60_000;

const step = (name: string, when: Step['when'], operation: string, pattern: RegExp): Step => ({
  ...{ name, when },
  is: (passing) => passing.operation === operation && pattern.test(passing.body),
});

export const CLAIMED = step('claimed', 'after', 'UpdateItem', /if_not_exists\(#doubtSince/);
export const POSTED = step('posted', 'after', 'chat.postMessage', /./);
export const RECORDED = step('recorded', 'after', 'UpdateItem', /#incidents = :incidents/);
export const DELETING = step('not yet deleted', 'before', 'DeleteMessage', /./);

interface Listened {
  name: string;
  channel: string;
}

/** Pipelines with a channel each. */
function listen(prefix: string, on: Occasion): Promise<Listened[]> {
  return Promise.all(
    Array.from({ length: AT_ONCE }, async (_, index) => {
      const name = `${prefix}-${index}`;
      world.aws.account.addPipeline({ name });
      const channel = world.slack.addChannel({ name }).id;
      await world.subscribe({ region: REGION, pipeline: name, channel, on, subscribedBy: 'U1', shared: false });
      return { name, channel };
    }),
  );
}

async function deliver(bodies: string[]): Promise<void> {
  const ids = await Promise.all(bodies.map(world.send));
  const consumed = ids.map((id) => world.sqs.spy.waitForMessageWithId(id, 'consumed', CONSUMED_WITHIN_MS));
  await Promise.all(consumed);
}

const messages = (channel: string) => world.slack.messagesSeenBy(undefined, channel);

/** One step of the way in a file of its own, so that the files share the machine's cores. */
export function killTenTimes(at: Step): void {
  beforeAll(async () => {
    world = await startSurroundings();
    replicas = await startReplicas(world, 2);
  }, 60_000);
  afterAll(async () => {
    await replicas.stop();
    await world.stop();
  }, 30_000);

  test(`killed ten times when ${at.name}: every failure is told, none twice, and so is its repair`, async () => {
    const all: Listened[] = [];
    const killed = replicas.killAt(at, TIMES);
    for (let wave = 0; killed() < TIMES; wave += 1) {
      const pipelines = await listen(`${at.name.replaceAll(' ', '-')}-${wave}`, wave % 2 ? 'every' : 'broken');
      all.push(...pipelines);
      await deliver(pipelines.map(({ name }) => failureOf(world, name)));
      const failed = pipelines.map(({ channel }) => messages(channel).map(({ text }) => text));
      expect(failed).toEqual(pipelines.map(({ name }) => [expect.stringMatching(`^${name} failed in Build`)]));
      await deliver(pipelines.map(({ name }) => world.eventsOf(() => world.aws.account.retry(name)).at(-1) ?? ''));
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
    expect(world.sqs.inspectQueue('dead-letters')?.messages.ready).toEqual([]);
  }, 120_000);
}
