import { beforeEach, expect, test } from '@jest/globals';
import type { ApprovalFact, Standing } from '../../../src/domain/approval.js';
import type { Content } from '../../../src/use-cases/announce/ports.js';
import { createFakeWorld, type FakeWorld, LEASE_MS, subscribed } from './fake-world.js';

let world: FakeWorld;
let standing: Standing;
beforeEach(() => {
  world = createFakeWorld();
  standing = { kind: 'open' };
  world.subscriptions.splice(0, 1, subscribed({ approvals: true }));
  world.deps.readApproval = async (at) => ({ at, standing, revisions: [] });
});

const fact = (state: ApprovalFact['state'], words?: string): ApprovalFact => ({
  pipelineExecutionId: 'run',
  stageName: 'Prod',
  actionName: 'Approve',
  token: 't',
  state,
  at: world.clock.now,
  words,
});

/** A process dies once Slack has taken a message of this kind, before it notes that it has. */
async function dieOnce(kind: Content['kind'], heard: ApprovalFact): Promise<void> {
  const { post } = world.deps.messages;
  await new Promise<void>((resolve) => {
    const postAndDie: typeof post = async (channel, content, ...more) => {
      const ts = await post(channel, content, ...more);
      if (content.kind !== kind) return ts;
      resolve();
      return new Promise<never>(() => {});
    };
    void world.another({ messages: { ...world.deps.messages, post: postAndDie } })(heard);
  });
  world.clock.now += LEASE_MS + 1;
}

const decideElsewhere = () => {
  standing = {
    kind: 'rejected',
    by: 'arn:aws:iam::123456789012:user/maya',
    words: 'No',
    at: new Date(world.clock.now),
  };
  return fact('failed', 'No');
};
const rejected = { status: 'rejected', by: 'arn:aws:iam::123456789012:user/maya', words: 'No' };

test('a process died that had posted a card, and the approval was decided elsewhere: its card tells it', async () => {
  await dieOnce('approval', fact('started'));
  await world.look(decideElsewhere());
  expect(world.shown('approval').map(({ content }) => content)).toMatchObject([{ outcome: rejected, operators: [] }]);
  expect(world.shown('approval over').map(({ content }) => content)).toMatchObject([{ outcome: rejected }]);
});

test('the next process died as well, behind the reply: it is not told again', async () => {
  await dieOnce('approval', fact('started'));
  const end = decideElsewhere();
  await dieOnce('approval over', end);
  await world.look(end);
  expect(world.shown('approval').map(({ content }) => content)).toMatchObject([{ outcome: rejected }]);
  expect(world.shown('approval over')).toHaveLength(1);
});

test('decided before a card could be posted: there is none', async () => {
  decideElsewhere();
  await world.look(fact('failed', 'No'));
  await world.look(fact('started'));
  expect(world.messages).toEqual([]);
});
