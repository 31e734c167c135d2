import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { AwsProblem } from '../../src/domain/aws-problem.js';
import { createCodePipeline } from '../../src/gateways/code-pipeline.js';
import { problemInWords } from '../../src/views/problem.js';

const MINUTE = 60_000;
const words = (theirs: number) =>
  `Signature expired: 20261125T000000Z is now earlier than ${theirs} (20261125T010000Z - 5 min.)`;

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** What comes of a listing at a service whose clock differs from ours, and which refuses what is signed more than 5 minutes off. */
async function listAt(aheadMs: number, name: string, isStubborn: boolean): Promise<AwsProblem | 'answered'> {
  server = createServer((request, response) => {
    request.resume();
    const theirs = Date.now() + aheadMs;
    const [, stamp = ''] = /^(\d{8}T\d{6}Z)$/.exec(String(request.headers['x-amz-date'])) ?? [];
    const signedAt = Date.parse(stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
    response.setHeader('date', new Date(theirs).toUTCString()).setHeader('content-type', 'application/x-amz-json-1.1');
    if (!isStubborn && Math.abs(signedAt - theirs) < 5 * MINUTE) return response.end('{"actionExecutionDetails":[]}');
    return response.writeHead(400).end(JSON.stringify({ __type: name, message: words(theirs) }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const pipelines = createCodePipeline({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  });
  return pipelines.listActionExecutions({ pipelineName: 'svc', maxResults: 1 }).then(
    () => 'answered' as const,
    (problem: AwsProblem) => problem,
  );
}

test.each(['InvalidSignatureException', 'SignatureDoesNotMatch'])(
  'a clock that is an hour off is allowed for: %s',
  async (name) => {
    expect(await listAt(60 * MINUTE, name, false)).toBe('answered');
  },
);

test.each([
  ['InvalidSignatureException', 7, '7m slow'],
  ['SignatureDoesNotMatch', -90, '1h 30m fast'],
  ['RequestTimeTooSkewed', 7, '7m slow'],
  ['RequestExpired', 7, '7m slow'],
])('AWS still refuses: said is that the clock is wrong, and by how much: %s', async (name, minutes, amount) => {
  const problem = (await listAt(minutes * MINUTE, name, true)) as AwsProblem;
  expect(problem.kind).toBe('wrong-clock');
  expect(problemInWords(problem).replace(/ \d+s/, '')).toMatch(
    new RegExp(`^This bot’s clock is (${amount}|6m slow), so AWS refuses its requests`),
  );
});
