import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../../scripts/bundle-options.mjs';
import { CREDENTIALS, REGION, type Surroundings, TABLE } from '../announce-world.js';
import { type Gate, type Passing, startGate } from './start-gate.js';

/** A step of the way from a message of the queue to its deletion. */
export interface Step {
  name: string;
  when: 'before' | 'after';
  is(passing: Passing): boolean;
}

type Meet = (passing: Passing, when: Step['when']) => 'hold' | undefined;

export interface Replicas {
  /** From now on kills whichever replica comes to the step, at most so many times; tells how often that has happened. */
  killAt(step: Step, times: number): () => number;
  stop(): Promise<void>;
}

interface Replica {
  child: ChildProcess;
  /** Lets it begin; resolves when it takes events. */
  go(): Promise<unknown>;
  stop(): Promise<void>;
}

/** `count` replicas at any time: in the place of one that is killed comes another, which is loaded already. */
export async function startReplicas(
  surroundings: Surroundings,
  { count, visibilitySeconds }: { count: number; visibilitySeconds: number },
): Promise<Replicas> {
  const folder = await mkdtemp(join(tmpdir(), 'replica-'));
  const program = await bundle(folder);
  const all = new Set<Replica>();
  let kill: { step: Step; left: number } | undefined;
  const load = async (): Promise<Replica> => {
    const replica = await loadReplica(program, visibilitySeconds, surroundings, (passing, when) => {
      if (replica.child.killed) return 'hold';
      if (!kill || kill.left === 0 || kill.step.when !== when || !kill.step.is(passing)) return undefined;
      kill.left -= 1;
      all.delete(replica);
      void replica.stop();
      void next();
      return 'hold';
    });
    all.add(replica);
    return replica;
  };
  let spare = load();
  const next = async () => {
    const replica = await spare;
    spare = load();
    await replica.go();
  };
  for (let started = 0; started < count; started += 1) await next();
  return {
    killAt(step, times) {
      const mine = { step, left: times };
      kill = mine;
      return () => times - mine.left;
    },
    async stop() {
      await spare;
      await Promise.all([...all].map((replica) => replica.stop()));
      await rm(folder, { recursive: true });
    },
  };
}

async function bundle(folder: string): Promise<string> {
  await build({
    ...{ ...bundleOptions, entryPoints: ['test/flows/killing/replica.ts'], outdir: folder },
    ...{ minify: true, keepNames: true, sourcemap: false },
  });
  return join(folder, 'replica.mjs');
}

async function loadReplica(
  program: string,
  visibilitySeconds: number,
  { slack, aws, tableUrl, queueUrl }: Surroundings,
  meet: Meet,
): Promise<Replica> {
  const queue = new URL(queueUrl);
  const gates = {
    slack: await startGate(slack.url, meet),
    table: await startGate(tableUrl, meet),
    queue: await startGate(`${queue.protocol}//${queue.username}@${queue.host}`, meet),
  };
  const child = fork(program, {
    env: {
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: slack.signingSecret, PORT: '0' },
      ...{ SLACK_API_URL: `${gates.slack.url}/api/`, AWS_ENDPOINT_URL: aws.url, AWS_REGION: REGION },
      ...{ AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey },
      ...{ AWS_ENDPOINT_URL_DYNAMODB: gates.table.url, TABLE_NAME: TABLE },
      FAILURE_QUEUE_URL: `${gates.queue.url}${queue.pathname}`,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      VISIBILITY_SECONDS: String(visibilitySeconds),
      REPLICA_LOG: process.env.REPLICA_LOG ?? 'silent',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  await Promise.race([once(child, 'message'), exited]);
  return {
    child,
    go() {
      child.send('go');
      return Promise.race([once(child, 'message'), exited]);
    },
    async stop() {
      child.kill('SIGKILL');
      await exited;
      for (const gate of Object.values<Gate>(gates)) gate.stop();
    },
  };
}
