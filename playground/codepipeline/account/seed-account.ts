import type { HistoryPlan, PastRun } from './add-history.js';
import type { Account } from './create-account.js';
import type { PipelinePlan } from './create-pipeline.js';
import { browserTestLog, compilerLog, testLog } from './failure-logs.js';
import {
  compileError,
  deploymentFailed,
  failedCommand,
  failedShell,
  failedTests,
  functionTimedOut,
  notAuthorized,
  rejected,
  stackRolledBack,
} from './failures.js';
import { endingAt } from './script.js';
import { hostileChange, hostileRun, hostileStages } from './seed/hostile-text.js';
import { stagesOf } from './seed/pipelines.js';

const REVIEWER = 'arn:aws:sts::123456789012:assumed-role/Release/priya.raman';
const NOT_TODAY = 'Not before the holiday freeze ends. The refund totals are still off by a cent; see CHK-2291.';
// One hundred characters, the longest name allowed.
const LONGEST_NAME =
  'platform-team.eu-west-1.customer-notifications-and-preferences-service.blue-green.production.release';

const failedEndToEnd = failedShell('npm run e2e', browserTestLog('web'));
const integrationFailed = failedCommand('npm run test:integration', testLog('checkout'));
const searchBuildFailed = failedCommand('npm run build', compilerLog('search'));

const waitingAt = (place: string): PastRun => ({ script: endingAt(place, { status: 'Waiting' }) });

const checkoutPast = (newer: number): PastRun | undefined => {
  if (newer === 0) return waitingAt('Test/Integration');
  if (newer === 2 || newer % 29 === 20) return { script: endingAt('Approval/Approve', rejected(REVIEWER, NOT_TODAY)) };
  if (newer === 3) return { script: endingAt('Test/Integration', integrationFailed), retriesAfterMinutes: [12] };
  if (newer === 5 || newer % 17 === 16) return { script: endingAt('Build/Build', compileError) };
  if (newer % 11 === 9) {
    return { script: endingAt('Test/Unit', failedTests, [1, 2]), retriesAfterMinutes: [6, 9] };
  }
  if (newer === 40) {
    return { script: endingAt('Deploy-staging/Deploy', { status: 'Abandoned', reason: 'Wrong branch' }) };
  }
  return undefined;
};

const role = (name: string) =>
  `arn:aws:sts::123456789012:assumed-role/AWSCodePipelineServiceRole-${name}/1790610229748`;
const stackDenied = notAuthorized(
  role('infra-network'),
  'cloudformation:UpdateStack',
  'arn:aws:cloudformation:eu-west-1:123456789012:stack/infra-network/*',
);

/** The playground's pipelines with their histories; the newest execution is number 0. */
const believable: [PipelinePlan, HistoryPlan?][] = [
  [
    { name: 'checkout-service', stages: stagesOf['checkout-service'], version: 14 },
    { count: 120, everyMinutes: [90, 420], newestMinutesAgo: 11, past: checkoutPast },
  ],
  [
    { name: 'web-frontend', stages: stagesOf['web-frontend'], version: 6, executionMode: 'SUPERSEDED' },
    {
      count: 80,
      everyMinutes: [60, 300],
      newestMinutesAgo: 35,
      past: (newer) =>
        newer % 13 === 3 ? { script: endingAt('Test/EndToEnd', failedEndToEnd), retriesAfterMinutes: [4] } : undefined,
    },
  ],
  [
    { name: 'payments-api-prod', stages: stagesOf['payments-api-prod'], version: 31 },
    {
      count: 45,
      everyMinutes: [400, 1900],
      newestMinutesAgo: 55,
      past: (newer) => {
        if (newer === 0) return waitingAt('Approval/Change-board');
        return newer % 12 === 6 ? { script: endingAt('Deploy/Blue-green', deploymentFailed) } : undefined;
      },
    },
  ],
  [
    {
      name: 'data-export-nightly',
      stages: stagesOf['data-export-nightly'],
      pipelineType: 'V1',
      executionMode: 'SUPERSEDED',
    },
    {
      count: 60,
      everyMinutes: [1440, 1440],
      newestMinutesAgo: 510,
      past: (newer) =>
        newer % 19 === 4 ? { script: endingAt('Export/Orders', functionTimedOut('export-orders')) } : undefined,
    },
  ],
  [
    { name: 'infra-network', stages: stagesOf['infra-network'], version: 3 },
    {
      count: 35,
      everyMinutes: [700, 4000],
      newestMinutesAgo: 180,
      past: (newer) => {
        if (newer === 0) return { script: endingAt('Deploy/Network', stackDenied) };
        return newer % 9 === 5 ? { script: endingAt('Deploy/Endpoints', stackRolledBack) } : undefined;
      },
    },
  ],
  [
    { name: 'svc-identity', stages: stagesOf.service('identity'), pipelineType: 'V1', executionMode: 'SUPERSEDED' },
    { count: 40, everyMinutes: [200, 2000], newestMinutesAgo: 300 },
  ],
  [
    { name: 'svc-search', stages: stagesOf.service('search'), pipelineType: 'V1', executionMode: 'SUPERSEDED' },
    {
      count: 25,
      everyMinutes: [300, 2600],
      newestMinutesAgo: 90,
      past: (newer) => (newer < 2 ? { script: endingAt('Build/Build', searchBuildFailed) } : undefined),
    },
  ],
  [{ name: 'brand-new', stages: stagesOf.service('brand-new') }],
  [
    { name: 'hostile-text', stages: hostileStages },
    {
      count: 12,
      everyMinutes: [90, 600],
      newestMinutesAgo: 120,
      past: (newer) =>
        newer % 3 === 2 ? { change: hostileChange } : hostileRun(newer % 2 === 0 ? 'build' : 'approval'),
    },
  ],
  [
    { name: LONGEST_NAME, stages: stagesOf.service('long-name') },
    { count: 15, everyMinutes: [90, 600], newestMinutesAgo: 240 },
  ],
  [
    { name: 'edge-redirects', region: 'us-east-1', stages: stagesOf.service('edge-redirects') },
    { count: 30, everyMinutes: [90, 900], newestMinutesAgo: 75 },
  ],
  [
    { name: 'cdn-config', region: 'us-east-1', stages: stagesOf.service('cdn-config') },
    { count: 10, everyMinutes: [900, 9000], newestMinutesAgo: 800 },
  ],
];

/** Adds about a dozen believable pipelines, two of them in us-east-1, and hundreds of executions. */
export function seedAccount(account: Account): void {
  for (const [plan, history] of believable) account.seedPipeline(plan, history);
}
