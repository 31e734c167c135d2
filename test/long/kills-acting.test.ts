import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import {
  approvalsWait,
  compileError,
  type Execution,
  endingAt,
  type Message,
  type StoredMessage,
  stagesOf,
} from '../../playground/index.js';
import { REGION, type Surroundings, startSurroundings } from '../flows/announce-world.js';
import { labelsOf } from '../flows/gestures.js';
import { press, until } from '../killing/press.js';
import { bundleReplica, type Replicas, type Service, type Step, startReplicas } from '../killing/start-replicas.js';

/** Pipelines that are acted on at the same time, each by two people at two replicas. */
const AT_ONCE = 5;
const TIMES = Number(process.env.TIMES ?? 10);
/** Waves for each kill; a step that is not met by then does not exist. */
const MOST_WAVES = 3;
const CONSUMED_WITHIN_MS = 280_000;
/** People press again after so long. */
const PATIENCE_MS = 150;

const program = bundleReplica();
afterAll(async () => rm(dirname(await program), { recursive: true }));

const OPERATORS = Array.from({ length: 2 * AT_ONCE }, (_, index) => `U0OPERATOR${index}`);

/** The moment when a call of this kind comes, or has been answered. */
const at = (when: Step['when'], operation: string, ...patterns: RegExp[]): Step => ({
  when,
  is: (passing) => {
    const body = decodeURIComponent(passing.body);
    return passing.operation === operation && patterns.every((pattern) => pattern.test(body));
  },
});

/** What people do to a run from a message, and how it must look in the end. */
interface Course {
  start(world: Surroundings, name: string): Execution;
  /** The message with the buttons. */
  offer(message: StoredMessage): boolean;
  label: RegExp;
  typed: { words?: string; choice?: string };
  isDone(execution: Execution): boolean;
  operation: string;
  expectTrue(acted: Acted): void;
}

interface Acted {
  execution: Execution;
  people: string[];
  message: StoredMessage;
  replies: StoredMessage[];
}

const approvalOf = ({ actions }: Execution) => actions.findLast(({ stageName }) => stageName === 'Approval');

const decide: Course = {
  start: ({ aws }, name) => aws.account.startRun(name, { script: approvalsWait }),
  offer: ({ metadata }) => metadata?.event_type === 'approval_card',
  label: /^(Approve|Reject)…$/,
  typed: { words: 'as we said' },
  isDone: (execution) => approvalOf(execution)?.status !== 'InProgress',
  operation: 'PutApprovalResult',
  expectTrue({ execution, people, message, replies }) {
    const { status, output } = approvalOf(execution) ?? {};
    const summary = output?.executionResult?.externalExecutionSummary ?? '';
    const by = people.find((id) => summary.includes(id));
    const decided = status === 'Succeeded' ? '✅ Approved' : '🚫 Rejected';
    expect(labelsOf(message)).toEqual([]);
    for (const shown of [message, ...replies]) {
      const drawn = JSON.stringify(shown.blocks);
      expect(drawn).toContain(decided);
      expect(drawn).toContain(`"user_id":"${by}"`);
    }
    expect(replies.map(({ metadata }) => metadata?.event_type)).toEqual(['approval_decided']);
  },
};

const retry: Course = {
  start: ({ aws }, name) => aws.account.startRun(name, { script: endingAt('Build/Build', compileError) }),
  offer: ({ metadata }) => metadata?.event_type === 'pipeline_failure',
  label: /^Retry…$/,
  typed: { choice: 'FAILED_ACTIONS' },
  isDone: ({ attempt }) => attempt > 1,
  operation: 'RetryStageExecution',
  expectTrue({ people, message, replies }) {
    expect(message.text).toContain('works again');
    const [, by] = /Retried by <@(\w+)>/.exec(JSON.stringify(message.blocks)) ?? [];
    expect(people).toContain(by);
    const said = replies.filter(({ text }) => text.includes('retried Build'));
    expect(said.length).toBeLessThanOrEqual(1);
    expect(replies.filter(({ text }) => text.includes('works again'))).toHaveLength(1);
  },
};

type Kill = [name: string, step: Step, course: Course];

async function killAll(watched: Service, kills: Kill[]): Promise<void> {
  const world = await startSurroundings({ ackDeadlineMs: 60_000, triggerLifeMs: 60_000 });
  for (const id of OPERATORS) world.slack.addUser({ id, name: id.toLowerCase() });
  const replicas = await startReplicas(await program, world, watched, { OPERATORS: `*=${OPERATORS.join(',')}` });
  const events = sendEvents(world);
  const run = { world, replicas, isOver: false };
  try {
    for (const [name, step, course] of kills) {
      const killed = replicas.killAt(step, TIMES);
      const check: (() => void)[] = [];
      for (let wave = 0; killed() < TIMES && wave < MOST_WAVES * TIMES; wave += 1) {
        const names = Array.from({ length: AT_ONCE }, (_, index) => `${name.replaceAll(' ', '-')}-${wave}-${index}`);
        check.push(...(await Promise.all(names.map((one, index) => act(run, course, one, index)))));
        await events.consumed();
      }
      expect([name, killed()]).toEqual([name, TIMES]);
      for (const one of check) one();
    }
    expect(world.sqs.inspectQueue('dead-letters')?.messages.ready).toEqual([]);
    expect(world.slack.violations).toEqual([]);
  } finally {
    run.isOver = true;
    await replicas.stop();
    await world.stop();
  }
}

/** Everything that AWS tells goes into the queue, at once. */
function sendEvents({ aws, sqs, send }: Surroundings) {
  const sent: Promise<string>[] = [];
  aws.account.onEvent((_, json) => {
    if (/Pipeline Execution State Change|"Approval"/.test(json)) sent.push(send(json));
  });
  return {
    async consumed() {
      const ids = await Promise.all(sent.splice(0));
      await Promise.all(ids.map((id) => sqs.spy.waitForMessageWithId(id, 'consumed', CONSUMED_WITHIN_MS)));
    },
  };
}

/** Two people press until it is done. @returns what must be true once everything has come to rest. */
async function act(
  run: { world: Surroundings; replicas: Replicas; isOver: boolean },
  course: Course,
  name: string,
  index: number,
): Promise<() => void> {
  const { world, replicas } = run;
  const { slack, aws } = world;
  const people = OPERATORS.slice(2 * index, 2 * index + 2);
  const channel = slack.addChannel({ name, members: [slack.people.me, ...people] }).id;
  const wish = { region: REGION, pipeline: name, channel, on: 'broken', subscribedBy: slack.people.me } as const;
  aws.account.addPipeline({ name, stages: stagesOf['payments-api-prod'] });
  await world.subscribe({ ...wish, shared: false, approvals: true });
  const execution = course.start(world, name);
  const posted = () => slack.messagesSeenBy(undefined, channel);
  const offered = (): StoredMessage | undefined => posted().find(course.offer);
  await until(`${name} is told in its channel`, () => offered() !== undefined);
  const pressing = people.map(async (user, number) => {
    for (let turn = number; !run.isOver && !course.isDone(execution); turn += 1) {
      const reachable = replicas.reachable();
      const replica = reachable[turn % reachable.length];
      const message = offered() as Message;
      if (replica) await press(slack, replica, { user, message, label: course.label, typed: course.typed });
      await delay(PATIENCE_MS);
    }
  });
  await Promise.all(pressing);
  return () => {
    const message = offered() as StoredMessage;
    const replies = posted().filter(({ threadTs }) => threadTs === message.ts);
    const calls = aws.calls.filter(({ operation, input }) => operation === course.operation && isAbout(input, name));
    expect([name, calls.length]).toEqual([name, 1]);
    course.expectTrue({ execution, people, message, replies });
  };
}

const isAbout = (input: unknown, name: string) => (input as { pipelineName?: string }).pipelineName === name;

const CLAIM = [/"act#/, /:leaseUntil/];
const SETTLE = [/"act#/, /:outcome/, /:startedExecutionId/];

test.each<[string, Service, Kill[]]>([
  [
    'the table has answered',
    'table',
    [
      ['a decision is claimed', at('after', 'UpdateItem', ...CLAIM), decide],
      ['its answer is recorded', at('after', 'UpdateItem', ...SETTLE), decide],
      ['a retry is claimed', at('after', 'UpdateItem', ...CLAIM), retry],
      ['that it runs is recorded', at('after', 'UpdateItem', ...SETTLE), retry],
    ],
  ],
  [
    'AWS is called',
    'aws',
    [
      ['the decision is not yet there', at('before', 'PutApprovalResult'), decide],
      ['the decision is made', at('after', 'PutApprovalResult'), decide],
      ['the retry is not yet there', at('before', 'RetryStageExecution'), retry],
      ['the retry has begun', at('after', 'RetryStageExecution'), retry],
    ],
  ],
  [
    'Slack has answered',
    'slack',
    [
      ['the card is rewritten', at('after', 'chat.update', /✅ Approved|🚫 Rejected/), decide],
      ['its thread is told', at('after', 'chat.postMessage', /"approval_decided"/), decide],
      ['the thread says who retried', at('after', 'chat.postMessage', /retried Build/), retry],
      ['the summary says who retried', at('after', 'chat.update', /Retried by/), retry],
    ],
  ],
])('killed again and again at each step of an act, when %s: one call, and what stands is true', (_, watched, kills) =>
  killAll(watched, kills),
);
