import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { countMessages } from '../../bench/count-messages.js';
import { listening, startFailureWorld } from '../../bench/failure-world.js';
import { stopPrograms } from '../../bench/start-program.js';
import { bundleProgram } from '../faults/real-process.js';

test('what is announced can be measured: in the world of the bench a failure reaches its channel', async () => {
  const program = await bundleProgram();
  const world = await startFailureWorld(1);
  try {
    await world.start(program, await listening());
    await world.queue.send(world.fail('svc-0'));
    await world.queue.emptied();
    expect([...countMessages(world).values()]).toEqual([1]);
  } finally {
    await stopPrograms();
    await world.stop();
    await rm(dirname(program), { recursive: true });
  }
});
