import { type FailureWorld, listening, startFailureWorld } from './failure-world.js';
import type { BareCalls } from './floors/bare-calls.js';
import type { Report } from './report.js';
import type { World } from './world.js';

const PIPELINES = 80;
/** A fourth failure within a minute would go into a digest. */
const ROUNDS = 3;
const WARM_UP_ROUNDS = 1;
const LATENCY_MS = 50;

/** From receiving an event until its summary reaches Slack, for a failed build with a log and for a failed deployment. */
export async function measureFailureLatency({ programs }: World): Promise<Report> {
  const world = await startFailureWorld(PIPELINES);
  await world.start(programs.bot, await listening());
  const calls = await world.start(programs.bareCalls);
  const four: BareCalls = { input: { pipelineName: 'svc-0', maxResults: 10 }, times: 4 };
  await world.setLatency(LATENCY_MS);
  const [withLog, without, floor]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, pipelineName] of [...world.channels.keys()].entries()) {
      const hasLog = (index + round) % 2 === 0;
      const ms = await untilPosted(world, hasLog ? world.fail(pipelineName) : world.failWithoutLog(pipelineName));
      if (round < WARM_UP_ROUNDS) continue;
      (hasLog ? withLog : without)?.push(ms);
      if (hasLog) floor?.push(await calls.ask<number>(four));
    }
  }
  await world.stop();
  return reportOf(withLog ?? [], without ?? [], floor ?? []);
}

async function untilPosted({ slack, queue }: FailureWorld, event: string): Promise<number> {
  const posted = slack.nextRequest('chat.postMessage');
  const received = await queue.send(event);
  const { at } = await posted;
  // Its log is posted as well, in the thread, and must not pass for the next summary.
  await queue.emptied();
  return at - performance.timeOrigin - received;
}

function reportOf(withLog: number[], without: number[], floor: number[]): Report {
  const oneCall = (values: number[]) => ({ name: 'one call’s latency', values: values.map(() => LATENCY_MS) });
  return {
    title: 'A failure',
    how:
      'From the moment the queue hands an event out to the moment the summary’s `chat.postMessage` is at Slack’s door, ' +
      `one event after the other. AWS, the queue and Slack answer ${LATENCY_MS} ms later than they would; the table’s engine, ` +
      `which is slow itself, answers after ${LATENCY_MS} ms in all. A failed build takes four round trips in series: who ` +
      'listens, which rows failed, which build that was, its log. A failed deployment has no log and takes three: who ' +
      'listens, taking the channel, and what AWS’s list and the table say by then. The targets allow a little more.',
    shortfall:
      'Beside the round trips stands the processor time of the calls. Where other programs want the processor too, the ' +
      'ratio to bare calls, measured at the same moment, says more than that to one call’s latency.',
    comparisons: [
      {
        what: 'event received → posted, with a log',
        unit: 'ms',
        subject: { name: 'bot', values: withLog },
        floor: oneCall(withLog),
        target: { atMost: 4.4 },
      },
      {
        what: 'event received → posted, without a log',
        unit: 'ms',
        subject: { name: 'bot', values: without },
        floor: oneCall(without),
        target: { atMost: 3.4 },
      },
      {
        what: 'with a log, to four bare calls',
        unit: 'ms',
        subject: { name: 'bot', values: withLog },
        floor: { name: 'four bare SDK calls in series', values: floor },
      },
    ],
  };
}
