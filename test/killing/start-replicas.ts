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
export type Service = 'slack' | 'table' | 'queue' | 'aws';

/** A step of the way from a message of the queue, or from a click, to its end: a call that is asked or answered. */
export interface Step {
  when: 'before' | 'after';
  is(passing: Passing): boolean;
}

type Meet = (passing: Passing, when: Step['when']) => 'hold' | undefined;

export interface Replicas {
  /** From now on kills whichever replica comes to the step, so many times in all; tells how often that has happened. */
  killAt(step: Step, times: number): () => number;
  /** The two that can be reached by Slack now, or fewer while one is replaced. */
  reachable(): Pick<Replica, 'requestUrl' | 'isAlive'>[];
  stop(): Promise<void>;
}

export interface Replica {
  child: ChildProcess;
  /** Where Slack reaches it, once it takes events. */
  requestUrl: string;
  isAlive(): boolean;
  /** Lets it begin; resolves when it takes events. */
  go(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Two replicas at any time, watched on their way to one service. In the place of one that is killed comes another, which
 * is loaded already.
 */
export async function startReplicas(
  program: string,
  surroundings: Surroundings,
  watched: Service,
  settings: Record<string, string> = {},
): Promise<Replicas> {
  const all = new Set<Replica>();
  let kill: { step: Step; left: number } | undefined;
  let spare: Promise<Replica> | undefined;
  const load = async (): Promise<Replica> => {
    let loaded: Replica | undefined;
    const replica = await loadReplica(program, surroundings, { watched, settings }, (passing, when) => {
      // What comes before it began is of one that is dead: ports are given to others again.
      if (!loaded?.isAlive()) return 'hold';
      if (!kill || kill.left === 0 || kill.step.when !== when || !kill.step.is(passing)) return undefined;
      kill.left -= 1;
      all.delete(replica);
      void replica.stop();
      const replaced = next().finally(() => coming.delete(replaced));
      coming.add(replaced);
      return 'hold';
    });
    loaded = replica;
    all.add(replica);
    return replica;
  };
  /** Those on their way, which must not outlive the others. */
  const coming = new Set<Promise<void>>();
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
    reachable: () => [...all].filter(({ requestUrl }) => requestUrl !== ''),
    async stop() {
      kill = undefined;
      await Promise.all([spare, ...coming]);
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
  { watched, settings }: { watched: Service; settings: Record<string, string> },
  meet: Meet,
): Promise<Replica> {
  const queue = new URL(queueUrl);
  const sqs = `${queue.protocol}//${queue.username}@${queue.host}`;
  const urls = { slack: slack.url, table: tableUrl, queue: sqs, aws: aws.url };
  const gate = await startGate(urls[watched], meet);
  urls[watched] = gate.url;
  const child = fork(program, {
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      PORT: '0',
      SLACK_API_URL: `${urls.slack}/api/`,
      AWS_ENDPOINT_URL: urls.aws,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: urls.table,
      TABLE_NAME: TABLE,
      FAILURE_QUEUE_URL: `${urls.queue}${queue.pathname}`,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      REPLICA_LOG: process.env.REPLICA_LOG ?? 'silent',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  await Promise.race([once(child, 'message'), exited]);
  const replica: Replica = {
    child,
    requestUrl: '',
    isAlive: () => !child.killed,
    async go() {
      child.send('go');
      const [port] = await Promise.race([once(child, 'message'), exited]);
      replica.requestUrl = `http://127.0.0.1:${port}/slack/events`;
    },
    async stop() {
      child.kill('SIGKILL');
      await exited;
      gate.stop();
    },
  };
  return replica;
}
