import { expect, test } from '@jest/globals';
import type { Act, Verb } from '../../src/domain/act.js';
import { actOnIncident } from '../../src/domain/act-on-incident.js';
import type { Fix, Incident } from '../../src/domain/incident.js';

const FAILED_AT = 10_000;

const incident = (change: Partial<Incident> = {}, attempt = 1): Incident => ({
  failures: [{ pipelineExecutionId: 'a', attempt, at: FAILED_AT, startedAt: 0 }],
  status: 'failed',
  isHeard: true,
  subscription: {
    region: 'eu-west-1',
    pipeline: 'svc',
    channel: 'C1',
    on: 'broken',
    subscribedBy: 'U1',
    shared: false,
  },
  ...change,
});

const act = (verb: Verb, at: number, change: Partial<Act> = {}): Act => ({
  verb,
  by: { id: 'U1', name: 'Ada' },
  words: '',
  at,
  outcome: 'done',
  ...change,
});
const claimed = (verb: Verb, at: number) => act(verb, at, { outcome: undefined });
const fixed = (by: Fix['by']): Partial<Incident> => ({
  status: 'fixed',
  fix: { pipelineExecutionId: 'b', at: 30_000, startedAt: 0, by, revisions: [] },
});

const RETRY = act('retry', 12_000);
const retried = { verb: 'retry', by: 'U1', at: 12_000 };

test.each<[string, Incident, Act[], object | undefined]>([
  ['nothing was done', incident(), [], undefined],
  ['a retry, before AWS says that it runs', incident(), [RETRY], retried],
  ['a retry that runs', incident({ status: 'retrying' }), [RETRY], retried],
  ['a claim of which nothing is seen', incident(), [claimed('retry', 12_000)], undefined],
  [
    'a claim whose process died, and the retry runs',
    incident({ status: 'retrying' }),
    [claimed('retry', 12_000)],
    retried,
  ],
  ['a retry that repaired it', incident(fixed('retry')), [RETRY], retried],
  [
    'a claim whose process died, and the retry repaired it',
    incident(fixed('retry')),
    [claimed('retry', 12_000)],
    retried,
  ],
  ['a retry, and another commit repaired it', incident(fixed('revision')), [RETRY], undefined],
  ['a retry that was stopped', incident(), [RETRY, act('stop', 14_000)], { verb: 'stop', by: 'U1', at: 14_000 }],
  [
    'a stop, and it runs again from the console',
    incident({ status: 'retrying' }),
    [RETRY, act('stop', 14_000)],
    undefined,
  ],
  ['a retry, and AWS’s clock is ahead', incident(fixed('retry')), [act('retry', 9000)], { ...retried, at: 9000 }],
  [
    'the second retry, and AWS’s clock is ahead',
    incident({ status: 'retrying' }, 2),
    [act('retry', 5000), act('retry', 9000)],
    { ...retried, at: 9000 },
  ],
  ['a retry that has failed as well', incident({}, 2), [act('retry', 5000)], { ...retried, at: 5000 }],
  [
    'a retry that has failed, and a claim of which nothing is seen',
    incident({}, 2),
    [act('retry', 5000), claimed('retry', 12_000)],
    { ...retried, at: 5000 },
  ],
  ['one from the console, which failed, and a claim', incident({}, 2), [claimed('retry', 12_000)], undefined],
  ['one retry from here, one from the console, which failed', incident({}, 3), [act('retry', 5000)], undefined],
  [
    'a retry that failed, and the next one from the console',
    incident({ status: 'retrying' }, 2),
    [act('retry', 5000)],
    undefined,
  ],
  ['the rejection that it tells of', incident(), [act('reject', 10_500)], undefined],
  ['a retry whose approval was approved', incident(fixed('retry')), [RETRY, act('approve', 15_000)], retried],
  ['a retry whose approval is approved', incident({ status: 'retrying' }), [RETRY, act('approve', 15_000)], retried],
  ['a rollback of which nothing is seen', incident(), [claimed('roll-back', 12_000)], undefined],
  [
    'a rollback that has succeeded',
    incident({ rolledBackTo: [] }),
    [claimed('roll-back', 12_000)],
    { verb: 'roll-back', by: 'U1', at: 12_000 },
  ],
])('%s', (_, given, acts, expected) => {
  expect(actOnIncident(given, acts)).toEqual(expected);
});
