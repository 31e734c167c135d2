import { listening, startFailureWorld } from './failure-world.js';
import type { Report } from './report.js';
import type { World } from './world.js';

const PIPELINES = 50;
/** As many failures as a channel is told of within a minute before they are gathered in a digest. */
const ROUNDS = 5;
const WARM_UP = 50;
const LATENCY_MS = 50;

/** An event received → its summary at Slack's door. */
export async function measureFailureLatency({ programs }: World): Promise<Report> {
  const world = await startFailureWorld(PIPELINES);
  await world.start(programs.bot, await listening());
  await world.setLatency(LATENCY_MS);
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const pipelineName of world.channels.keys()) {
      const posted = world.slack.nextRequest('chat.postMessage');
      const received = await world.queue.send(world.fail(pipelineName));
      const { at } = await posted;
      values.push(at - performance.timeOrigin - received);
    }
  }
  await world.stop();
  const measured = values.slice(WARM_UP);
  return {
    title: 'A failure',
    how:
      'From the moment the queue hands an event out to the moment the summary’s `chat.postMessage` is at Slack’s door, ' +
      `one event after the other. Every call of AWS, the table, the queue and Slack takes ${LATENCY_MS} ms longer, so the ` +
      'target allows three round trips in series and a little.',
    comparisons: [
      {
        what: 'event received → posted',
        unit: 'ms',
        subject: { name: 'bot', values: measured },
        floor: { name: 'one call’s latency', values: measured.map(() => LATENCY_MS) },
        target: { atMost: 3.3 },
      },
    ],
  };
}
