import type { ActionExecution } from '../../src/domain/action-execution.js';
import { type Listing, type Page, type Position, plainListing, START } from '../../src/domain/listing.js';
import { listPage } from '../../src/use-cases/list-page.js';
import { detailsView } from '../../src/views/details.js';
import { fileRefusedView, fileSentView } from '../../src/views/file-sent.js';
import { loadingView, notListed } from '../../src/views/modal.js';
import { commandSentView, doneView, MORE_SHARE, moreView, tooLateSentence } from '../../src/views/more.js';
import { type PageOptions, pageView } from '../../src/views/page.js';
import { loadingPageView } from '../../src/views/page-loading.js';
import type { Chapter } from './chapter.js';

const NOW = new Date('2026-11-23T17:30:00Z');
const PLAIN = plainListing('checkout-service');
const idOf = (run: number) => `1b2c3d4${run}-5f60-4a7b-8c9d-0e1f2a3b4c5d`;

/** An action of a run, so many minutes ago. */
function row(run: number, place: string, ago: number, more: Partial<ActionExecution> = {}): ActionExecution {
  const [stageName, actionName] = place.split('/');
  const startTime = new Date(NOW.getTime() - ago * 60_000);
  return {
    pipelineExecutionId: idOf(run),
    stageName,
    actionName,
    startTime,
    status: 'Succeeded',
    actionExecutionId: `2c3d4e5f-6071-4b8c-9d0e-0000000${run}${String(ago).padStart(4, '0')}`,
    lastUpdateTime: new Date(startTime.getTime() + 134_000),
    input: { actionTypeId: { category: stageName === 'Source' ? 'Source' : 'Build', provider: 'CodeBuild' } },
    ...more,
  };
}

const failed = {
  status: 'Failed',
  output: {
    executionResult: {
      errorDetails: {
        code: 'JobFailed',
        message: 'Error while executing command: npm test. Reason: exit status 1',
      },
    },
  },
};
const source = (commit: string, words: string): Partial<ActionExecution> => ({
  output: { outputVariables: { CommitId: commit, CommitMessage: words, BranchName: 'main' } },
});
const good = [
  row(1, 'Deploy/Deploy', 20),
  row(1, 'Build/Build', 25),
  row(1, 'Source/Source', 30, source('78eafd6012d3a1b4c5d6e7f8091a2b3c4d5e6f70', 'Remove the old feature flag')),
];
const bad = [
  row(2, 'Test/Unit', 60, failed),
  row(2, 'Build/Build', 65),
  row(2, 'Source/Source', 70, source('986bfdee12d3a1b4c5d6e7f8091a2b3c4d5e6f70', 'chore: regenerate the API client')),
];

async function page(actionExecutions: ActionExecution[], more: Partial<Page> = {}, what: Partial<Shown> = {}) {
  const { listing = PLAIN, position = START, options } = what;
  const listed = await listPage(async () => ({ actionExecutions, region: 'eu-west-1', ...more }), listing, position);
  return pageView(listed, { now: NOW, ...options });
}
interface Shown {
  listing: Listing;
  position: Position;
  options: Partial<PageOptions>;
}

const second = { ...START, token: 't', pageNumber: 2, seen: 6 };
const subject = {
  listing: PLAIN,
  address: { pipelineExecutionId: idOf(2), actionExecutionId: bad[0]?.actionExecutionId ?? '' },
};
const about = { listing: PLAIN, position: second, responseUrl: 'https://hooks.slack.com/actions/T0/1/x' };
const details = { action: bad[0] ?? {}, masked: 0, rows: bad, isWholeRun: true, region: 'eu-west-1', now: NOW };
const failedOnly = { listing: { ...PLAIN, failedOnly: true, pageSize: 100 } };

export const pages: Chapter = {
  title: 'Pages and windows',
  entries: [
    ['A page with a failure', await page([...good, ...bad], { nextToken: 't' })],
    ['The last page, all passed', await page(good, {}, { position: second })],
    ['While it runs', await page([row(1, 'Build/Build', 1, { status: 'InProgress' }), ...good.slice(2)])],
    ['Only failed', await page([...good, ...bad], { nextToken: 't' }, failedOnly)],
    ['Only failed, and none is', await page(good, { nextToken: 't' }, failedOnly)],
    ['A pipeline that never ran', await page([])],
    ['A limit is reached', await page([...good, ...bad], { nextToken: 't' }, { listing: { ...PLAIN, maxItems: 6 } })],
    ['Shared with the channel', await page([...good, ...bad], {}, { options: { sharedBy: 'U061F7AUR' } })],
    ['AWS takes its time', loadingPageView(PLAIN, second)],
    ['More…', moreView(about, 'eu-west-1')],
    ['More…, done', doneView(about, MORE_SHARE)],
    ['More…, too late', tooLateSentence(about)],
    ['More…, the command is on its way', commandSentView(about, 'checkout-service-page-2.sh')],
    ['Details of an action', detailsView(subject, details)],
    ['A window, at once', loadingView('Action', subject)],
    ['An action that AWS no longer lists', notListed(PLAIN)],
    ['A file is on its way', fileSentView(subject, { name: 'action.json', content: '{}' })],
    ['A file may not be sent', fileRefusedView(subject, 'missing_scope', 'K7WQ4N')],
    ['A file was refused', fileRefusedView(subject, 'file_upload_size_limit', 'K7WQ4N')],
  ],
};
