import { ListActionExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { expect, test } from '@jest/globals';
import type { CodePipelineSimulator } from '../../codepipeline/start-code-pipeline.js';
import { connect, startSimulator, walk } from './simulator.js';

async function startWithHistory(): Promise<CodePipelineSimulator> {
  const simulator = await startSimulator();
  simulator.account.addPipeline({ name: 'svc' }, { count: 6 });
  return simulator;
}

function page(simulator: CodePipelineSimulator, nextToken?: string, pipelineName = 'svc') {
  return connect(simulator).send(new ListActionExecutionsCommand({ pipelineName, maxResults: 5, nextToken }));
}

test('a token looks and measures as recorded ones do', async () => {
  const simulator = await startWithHistory();
  const { nextToken = '' } = await page(simulator);
  expect(nextToken).toHaveLength(1184);
  const envelope: Record<string, unknown> = JSON.parse(Buffer.from(nextToken, 'base64').toString());
  expect(Object.keys(envelope)).toEqual(['encryptedData', 'ivParameterSpec', 'materialSetSerial']);
  expect(envelope.ivParameterSpec).toHaveLength(16);
  expect(envelope.materialSetSerial).toBe(1);
  const id = simulator.account.find('svc')?.executions[1]?.pipelineExecutionId ?? '';
  const latest = { latestInPipelineExecution: { pipelineExecutionId: id, startTimeRange: 'Latest' as const } };
  const answer = await connect(simulator).send(
    new ListActionExecutionsCommand({ pipelineName: 'svc', filter: latest, maxResults: 1 }),
  );
  expect(answer.nextToken).toHaveLength(1180);
});

test('the longest pipeline name makes no longer token', async () => {
  const simulator = await startSimulator();
  const name = 'x'.repeat(100);
  simulator.account.addPipeline({ name }, { count: 3 });
  expect((await page(simulator, undefined, name)).nextToken).toHaveLength(1184);
});

test('each call encrypts anew, and a token is good twice', async () => {
  const simulator = await startWithHistory();
  const [one, two] = [await page(simulator), await page(simulator)];
  expect(one.nextToken).not.toBe(two.nextToken);
  const again = await page(simulator, one.nextToken);
  expect(await page(simulator, one.nextToken)).toMatchObject({ actionExecutionDetails: again.actionExecutionDetails });
  expect((await page(simulator, two.nextToken)).actionExecutionDetails).toEqual(again.actionExecutionDetails);
});

test('a token of another pipeline is refused, and the message repeats it whole', async () => {
  const simulator = await startWithHistory();
  simulator.account.addPipeline({ name: 'other' }, { count: 6 });
  const { nextToken = '' } = await page(simulator);
  await expect(page(simulator, nextToken, 'other')).rejects.toMatchObject({
    name: 'InvalidNextTokenException',
    message: `The nextToken value '${nextToken}' is not valid. Specify a valid nextToken value, and then try again.`,
  });
});

test('a damaged token is refused', async () => {
  const simulator = await startWithHistory();
  const { nextToken = '' } = await page(simulator);
  const damaged = nextToken.slice(0, 500) + (nextToken[500] === 'A' ? 'B' : 'A') + nextToken.slice(501);
  for (const token of [damaged, 'nonsense', 'bnVsbA==']) {
    await expect(page(simulator, token)).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  }
});

test('a token outlives a restart of the simulator', async () => {
  const before = await startSimulator({ seed: 'believable' });
  const first = await page(before, undefined, 'web-frontend');
  const second = await page(before, first.nextToken, 'web-frontend');
  await before.stop();
  const after = await startSimulator({ seed: 'believable' });
  const resumed = await page(after, first.nextToken, 'web-frontend');
  const idsOf = (answer: typeof first) => answer.actionExecutionDetails?.map((row) => row.actionExecutionId);
  expect(idsOf(resumed)).toEqual(idsOf(second));
});

test('expired tokens are refused, newer ones are not', async () => {
  const simulator = await startWithHistory();
  const old = await page(simulator);
  simulator.faults.expireTokens();
  await expect(page(simulator, old.nextToken)).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  const fresh = await page(simulator);
  expect((await page(simulator, fresh.nextToken)).actionExecutionDetails).toHaveLength(5);
});

test('an opaque token of 2,048 printable characters pages as well', async () => {
  const simulator = await startWithHistory();
  const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
  simulator.faults.tokenStyle = ({ after }) => `${after?.id}${printable.repeat(22)}`.slice(0, 2048);
  expect((await page(simulator)).nextToken).toHaveLength(2048);
  const ids = await walk(connect(simulator), 'svc', 4);
  expect(ids).toEqual(
    simulator.account
      .find('svc')
      ?.rows.map((row) => row.actionExecutionId)
      .reverse(),
  );
});
