import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../scripts/bundle-options.mjs';
import { CREDENTIALS, REGION, type Surroundings, TABLE } from '../flows/announce-world.js';
import { type Passing, startGate } from './start-gate.js';

/** Where steps can be seen. */
export type Service = 'slack' | 'table' | 'queue';

/** A step of the way from a message of the queue to its deletion: a call that is asked or answered. */
export interface Step {
  when: 'before' | 'after';
  is(passing: Passing): boolean;
}

type Meet = (passing: Passing, when: Step['when']) => 'hold' | undefined;

export interface Replicas {
  /** From now on kills whichever replica comes to the step, so many times in all; tells how often that has happened. */
  killAt(step: Step, times: number): () => number;
  stop(): Promise<void>;
}

interface Replica {
  child: ChildProcess;
  /** Lets it begin; resolves when it takes events. */
  go(): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Two replicas at any time, watched on their way to one service. In the place of one that is killed comes another, which
 * is loaded already.
 */
export async function startReplicas(program: string, surroundings: Surroundings, watched: Service): Promise<Replicas> {
  const all = new Set<Replica>();
  let kill: { step: Step; left: number } | undefined;
  let spare: Promise<Replica> | undefined;
  const load = async (): Promise<Replica> => {
    let loaded: Replica | undefined;
    const replica = await loadReplica(program, surroundings, watched, (passing, when) => {
      // What comes before it began is of one that is dead: ports are given to others again.
      if (!loaded || loaded.child.killed) return 'hold';
      if (!kill || kill.left === 0 || kill.step.when !== when || !kill.step.is(passing)) return undefined;
      kill.left -= 1;
      all.delete(replica);
      void replica.stop();
      void next();
      return 'hold';
    });
    loaded = replica;
    all.add(replica);
    return replica;
  };
  const next = async () => {
    const mine = spare ?? load();
    spare = kill && kill.left > 0 ? load() : undefined;
    await (await mine).go();
  };
  await Promise.all([next(), next()]);
  return {
    killAt(step, times) {
      const mine = { step, left: times };
      kill = mine;
      spare ??= load();
      return () => times - mine.left;
    },
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
    ...bundleOptions,
    entryPoints: ['test/killing/replica.ts'],
    outdir: folder,
    minifyWhitespace: true,
    sourcemap: false,
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
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      PORT: '0',
      SLACK_API_URL: `${urls.slack}/api/`,
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: urls.table,
      TABLE_NAME: TABLE,
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
