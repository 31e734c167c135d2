import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createStandings } from '../../src/consumer/create-standings.js';
import type { PipelineKey } from '../../src/domain/incident.js';

const [OWN, OTHER] = ['123456789012', '111122223302'];
const accounts = [{ alias: 'team-02', id: OTHER, roleArn: `arn:aws:iam::${OTHER}:role/r`, regions: ['eu-west-1'] }];

/** Standings of a bot whose queue is of `account`, and the accounts whose pipelines are looked at, now and later. */
function start(account: string) {
  const looked: string[] = [];
  const keep = async (pipeline: PipelineKey) => void looked.push(pipeline.account);
  const standings = createStandings({
    lookAtPipeline: async (pipeline) => {
      await keep(pipeline);
      return [];
    },
    store: { remind: keep, withOpenCards: async () => [] },
    account,
    accounts,
    now: Date.now,
    log: pino({ level: 'silent' }),
  });
  return { ...standings, looked };
}

test.each([
  ['team-02/eu-west-1', OTHER],
  ['own/eu-west-1', OWN],
  ['eu-west-1', OWN],
])('what is done to a pipeline of %s is followed in its account', async (region, account) => {
  const { look, lookLater, looked } = start(OWN);
  await look({ pipelineName: 'pay', region });
  await lookLater({ pipelineName: 'pay', region });
  expect(looked).toEqual([account, account]);
});

test('where the queue’s address does not name its account, the events of the pipeline do', async () => {
  const { hear, look, looked } = start('');
  await hear({ account: OWN, region: 'own/eu-west-1', pipelineName: 'pay' }, undefined, false);
  await look({ pipelineName: 'pay', region: 'own/eu-west-1' });
  expect(looked).toEqual([OWN, OWN]);
});
