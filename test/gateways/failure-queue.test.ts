import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { createFailureQueue } from '../../src/gateways/failure-queue.js';
import { createMetrics } from '../../src/runtime/metrics.js';

test.each([
  ['does not say when a message was sent', { ApproximateReceiveCount: '1' }, 0],
  ['says when it was sent', { ApproximateReceiveCount: '1', SentTimestamp: '1790000000000' }, 1],
  ['has a clock ahead of ours', { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now() + 3_600_000) }, 1],
])('a queue that %s is read all the same', async (_, Attributes, counted) => {
  const answer = JSON.stringify({ Messages: [{ MessageId: 'm', Body: '{}', ReceiptHandle: 'r', Attributes }] });
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.0').end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const metrics = createMetrics();
  const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local' };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/000000000000/failures`;
  const queue = createFailureQueue({ region: 'eu-west-1', credentials, md5: false }, url, metrics.taken);
  try {
    expect(await queue.receive(10, 0, 30)).toMatchObject([{ id: 'm', receives: 1 }]);
    expect((await metrics.render()).body).toContain(`event_age_seconds_count ${counted}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
