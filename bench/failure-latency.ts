import { listening, startFailureWorld } from './failure-world.js';
import type { BareCalls } from './floors/bare-calls.js';
import type { Report } from './report.js';
import type { World } from './world.js';

const PIPELINES = 50;
/** More failures than this within a minute become a digest. */
const ROUNDS = 5;
/** The first failure of a pipeline has to find its log group. */
const WARM_UP = PIPELINES;
const LATENCY_MS = 50;

/** From receiving an event until its summary reaches Slack. */
export async function measureFailureLatency({ programs }: World): Promise<Report> {
  const world = await startFailureWorld(PIPELINES);
  await world.start(programs.bot, await listening());
  const calls = await world.start(programs.bareCalls);
  const three: BareCalls = { input: { pipelineName: 'svc-0', maxResults: 10 }, times: 3 };
  await world.setLatency(LATENCY_MS);
  const values: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const pipelineName of world.channels.keys()) {
      const posted = world.slack.nextRequest('chat.postMessage');
      const received = await world.queue.send(world.fail(pipelineName));
      const { at } = await posted;
      values.push(at - performance.timeOrigin - received);
      if (round === ROUNDS - 1) floor.push(await calls.ask<number>(three));
    }
  }
  await world.stop();
  const measured = values.slice(WARM_UP);
  return {
    title: 'A failure',
    how:
      'From the moment the queue hands an event out to the moment the summary’s `chat.postMessage` is at Slack’s door, ' +
      `one event after the other. AWS, the queue and Slack answer ${LATENCY_MS} ms later than they would; the table’s engine, ` +
      'which is slow itself, answers after 50 ms in all. So the target allows three round trips in series and a little. ' +
      'Each pipeline’s first failure is the warm-up: only CodeBuild knows where a project’s log lies, so the log of a ' +
      'project’s first failure is read one round trip later than the next ones’.',
    comparisons: [
      {
        what: 'event received → posted',
        unit: 'ms',
        subject: { name: 'bot', values: measured },
        floor: { name: 'one call’s latency', values: measured.map(() => LATENCY_MS) },
        target: { atMost: 3.3 },
      },
      {
        what: 'event received → posted, first failures',
        unit: 'ms',
        subject: { name: 'bot', values: values.slice(0, WARM_UP) },
        floor: { name: 'one call’s latency', values: values.slice(0, WARM_UP).map(() => LATENCY_MS) },
      },
      {
        what: 'event received → posted, the last 50',
        unit: 'ms',
        subject: { name: 'bot', values: measured.slice(-floor.length) },
        floor: { name: 'three bare SDK calls in series', values: floor },
      },
    ],
  };
}
