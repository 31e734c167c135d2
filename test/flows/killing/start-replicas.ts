import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../../scripts/bundle-options.mjs';
import { CREDENTIALS, REGION, type Surroundings, TABLE } from '../announce-world.js';
import { type Passing, startGate } from './start-gate.js';

type Service = 'slack' | 'table' | 'queue';

/** A step of the way from a message of the queue to its deletion. */
export interface Step {
  /** Where the step can be seen: only there is the replica watched. */
  at: Service;
  when: 'before' | 'after';
  is(passing: Passing): boolean;
}

type Meet = (passing: Passing, when: Step['when']) => 'hold' | undefined;

export interface Replicas {
  /** How many have been killed. */
  killed(): number;
  stop(): Promise<void>;
}

interface Replica {
  child: ChildProcess;
  /** Lets it begin; resolves when it takes events. */
  go(): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * `count` replicas at any time, of which whichever comes to the step is killed, so many times in all. In the place of
 * one that is killed comes another, which is loaded already.
 */
export async function startReplicas(
  program: string,
  surroundings: Surroundings,
  { count, step, kills }: { count: number; step: Step; kills: number },
): Promise<Replicas> {
  const all = new Set<Replica>();
  let left = kills;
  const load = async (): Promise<Replica> => {
    const replica = await loadReplica(program, surroundings, step.at, (passing, when) => {
      if (replica.child.killed) return 'hold';
      if (left === 0 || step.when !== when || !step.is(passing)) return undefined;
      left -= 1;
      all.delete(replica);
      void replica.stop();
      // The last one dead leaves another, or one that is beginning.
      if (left > 0) void next();
      return 'hold';
    });
    all.add(replica);
    return replica;
  };
  let unloaded = count + kills - 2;
  let spare = load();
  const next = async () => {
    const mine = spare;
    if (unloaded > 0) spare = load();
    unloaded -= 1;
    await (await mine).go();
  };
  for (let started = 0; started < count; started += 1) await next();
  return {
    killed: () => kills - left,
    async stop() {
      await spare;
      await Promise.all([...all].map((replica) => replica.stop()));
    },
  };
}

/** The program that replicas run, alone in a folder. */
export async function bundleReplica(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'replica-'));
  await build({
    ...{ ...bundleOptions, entryPoints: ['test/flows/killing/replica.ts'], outdir: folder },
    ...{ minifyWhitespace: true, sourcemap: false },
  });
  return join(folder, 'replica.mjs');
}

async function loadReplica(
  program: string,
  { slack, aws, tableUrl, queueUrl }: Surroundings,
  watched: Service,
  meet: Meet,
): Promise<Replica> {
  const queue = new URL(queueUrl);
  const urls = { slack: slack.url, table: tableUrl, queue: `${queue.protocol}//${queue.username}@${queue.host}` };
  const gate = await startGate(urls[watched], meet);
  urls[watched] = gate.url;
  const child = fork(program, {
    env: {
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: slack.signingSecret, PORT: '0' },
      ...{ SLACK_API_URL: `${urls.slack}/api/`, AWS_ENDPOINT_URL: aws.url, AWS_REGION: REGION },
      ...{ AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey },
      ...{ AWS_ENDPOINT_URL_DYNAMODB: urls.table, TABLE_NAME: TABLE },
      FAILURE_QUEUE_URL: `${urls.queue}${queue.pathname}`,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
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
      gate.stop();
    },
  };
}
