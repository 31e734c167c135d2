import { rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { bundleProgram, type RealProcess, settingsIn, startProcess } from '../faults/real-process.js';
import { failureOf, REGION, type Surroundings, startSurroundings } from '../flows/announce-world.js';
import { click, labelsOf, rowsOf, type } from '../flows/gestures.js';

const TIMES = Number(process.env.TIMES ?? 10);
const PEOPLE = 6;
const PIPELINES = 60;
const EVENT_EVERY_MS = 500;
/** A click is answered within this, or never. */
const ANSWER_MS = 13_000;

const program = bundleProgram();
afterAll(async () => rm(dirname(await program), { recursive: true }));

/** A load balancer: takes turns, and tries the next where a replica has gone. */
async function balance(replicas: RealProcess[]): Promise<Server> {
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const pass = (left: number): void => {
      const replica = replicas[turn++ % replicas.length];
      const passed = request(
        {
          host: '127.0.0.1',
          port: replica?.port,
          agent: false,
          path: incoming.url,
          method: 'POST',
          headers: incoming.headers,
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      passed.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED' && left > 0) pass(left - 1);
        else outgoing.destroy();
      });
      passed.end(body);
    };
    pass(3);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

interface Tally {
  pages: number;
  /** Clicks that Slack got no answer for, by its word for that: the person reads an error, and clicks again. */
  refused: Record<string, number>;
  /** Clicks that were acknowledged and got no page. */
  lost: number;
}

/** Pages through a pipeline, until told to stop. */
async function page({ slack }: Surroundings, tally: Tally, goesOn: () => boolean): Promise<void> {
  const ask = () => type(slack, 'svc-0').catch(() => undefined);
  let shown = await ask();
  while (goesOn()) {
    await wait(100);
    if (!shown || !labelsOf(shown).includes('Next page')) {
      shown = await ask();
      continue;
    }
    const delivery = await click(slack, shown, 'Next page');
    if (delivery.outcome !== 'acknowledged') {
      tally.refused[delivery.outcome] = (tally.refused[delivery.outcome] ?? 0) + 1;
      continue;
    }
    let answer = await delivery.nextAnswer(ANSWER_MS).catch(() => undefined);
    // What is slow is announced first.
    if (answer && rowsOf(answer).length === 0) answer = await delivery.nextAnswer(ANSWER_MS).catch(() => undefined);
    if (answer && rowsOf(answer).length > 0) tally.pages += 1;
    else tally.lost += 1;
    shown = answer;
  }
}

test.each(['SIGTERM', 'SIGKILL'] as const)(
  `two replicas under load, ${TIMES} × %s: nothing is lost, doubled or stuck`,
  async (signal) => {
    const world = await startSurroundings();
    const { slack, aws } = world;
    const told = new Map<string, { channel: string; failures: number }>();
    for (let index = 0; index < PIPELINES; index += 1) {
      const name = `svc-${index}`;
      aws.account.addPipeline({ name }, { count: 40 });
      const channel = slack.addChannel({ name: `deploys-${index}` }).id;
      await world.subscribe({
        region: REGION,
        pipeline: name,
        channel,
        on: 'every',
        subscribedBy: slack.people.me,
        shared: false,
      });
      told.set(name, { channel, failures: 0 });
    }
    const start = async () => startProcess(await program, settingsIn(world));
    const replicas = await Promise.all([start(), start()]);
    const server = await balance(replicas);
    slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);

    let isOver = false;
    const goesOn = () => !isOver;
    const tally: Tally = { pages: 0, refused: {}, lost: 0 };
    const people = Array.from({ length: PEOPLE }, () => page(world, tally, goesOn));
    const events = (async () => {
      for (let index = 0; goesOn(); index += 1) {
        const name = `svc-${index % PIPELINES}`;
        const state = told.get(name);
        if (state) state.failures += 1;
        await world.send(failureOf(world, name));
        await wait(EVENT_EVERY_MS);
      }
    })();

    const codes: (number | null)[] = [];
    const words: string[] = [];
    for (let round = 0; round < TIMES; round += 1) {
      const [oldest] = replicas;
      if (!oldest) break;
      // The new one is there before the old one goes, as in a rolling update.
      replicas.push(await start());
      // One that is killed is found missing at once; to one that stops Slack goes on to send until it refuses.
      if (signal === 'SIGKILL') replicas.shift();
      const { code } = await oldest.stop(signal);
      if (signal === 'SIGTERM') replicas.shift();
      codes.push(code);
      words.push(
        ...oldest.errors,
        ...oldest.log.filter(({ level }) => Number(level) >= 50).map((line) => JSON.stringify(line)),
      );
    }
    isOver = true;
    await Promise.all([...people, events]);
    const failures = [...told.values()].reduce((sum, one) => sum + one.failures, 0);
    const deadline = Date.now() + 180_000;
    const countOf = (channel: string) =>
      slack.messagesSeenBy(undefined, channel).filter(({ visibleTo, threadTs }) => !visibleTo && !threadTs).length;
    while ([...told.values()].some(({ channel, failures: many }) => countOf(channel) < many) && Date.now() < deadline)
      await wait(500);
    const wrong = [...told].filter(([, { channel, failures: many }]) => countOf(channel) !== many);
    console.log(
      `${signal} × ${TIMES}: ${tally.pages} pages, clicks refused: ${JSON.stringify(tally.refused)}, lost: ${tally.lost}; ${failures} failures told`,
    );
    await Promise.all(replicas.map((replica) => replica.stop()));
    server.close();
    await world.stop();
    expect(wrong.map(([name, { channel, failures: many }]) => [name, many, countOf(channel)])).toEqual([]);
    expect(words).toEqual([]);
    if (signal === 'SIGKILL') return;
    expect(codes).toEqual(Array(TIMES).fill(0));
    expect(tally.lost).toBe(0);
  },
);
