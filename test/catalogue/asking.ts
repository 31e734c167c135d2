import { parseCommand } from '../../src/command-line/parse-command.js';
import { plainListing } from '../../src/domain/listing.js';
import { ignoredNote, understoodNote } from '../../src/views/ask.js';
import { commandRefusalView } from '../../src/views/command-refusal.js';
import { helpView, pickView } from '../../src/views/help.js';
import { noSuggestionsView, suggestionsView } from '../../src/views/picker.js';
import { unclearExecutionView, unclearPipelineView } from '../../src/views/unclear.js';
import type { Chapter } from './chapter.js';
import { renderBlocks } from './render.js';

const ID = '1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const OTHER = '1b2c3d4f-5f60-4a7b-8c9d-0e1f2a3b4c5d';
const checkout = plainListing('checkout-service');

/** One slip for each kind that the parser knows; a test holds that none is missing. */
export const SLIPS = [
  'checkout-service "open',
  'failed',
  'why',
  'subscribe',
  'unsubscribe',
  'my/pipeline',
  'subscribe söl',
  'n'.repeat(101),
  'checkout-service --pipeline-name svc-search',
  ID,
  'subscribe checkout-service loudly',
  'checkout-service subscribe',
  'checkout-service --pgae-size 3',
  'checkout-service --xyzxyzxyz',
  'why checkout-service --page-size 5',
  'checkout-service --page-size',
  'checkout-service --failed=yes',
  'checkout-service --page-size 500',
  'checkout-service --max-items none',
  'checkout-service --region mars',
  'arn:aws:codepipeline:eu-west-1:111122223333:checkout-service --region us-east-1',
  'checkout-service 12345',
  'checkout-service --execution latest',
  `checkout-service --latest ${ID} --all ${ID}`,
  `checkout-service ${ID} --execution ${OTHER}`,
  'checkout-service --filter file://filter.json',
  'checkout-service --filter {}',
  'checkout-service --filter nonsense',
  'checkout-service --filter stage=Build',
  `checkout-service --filter latestInPipelineExecution={startTimeRange=Latest}`,
  `checkout-service --filter latestInPipelineExecution=${ID}`,
  `checkout-service --filter latestInPipelineExecution={pipelineExecutionId=${ID},startTimeRange=latest}`,
  'checkout-service --starting-token eyJuZXh0VG9rZW4iOjR9',
  `checkout-service --starting-token ${'x'.repeat(2049)}`,
  '--cli-input-json {"name":"checkout-service"}',
  'aws codepipeline get-pipeline --name checkout-service',
  'https://example.com/checkout-service',
  'subscribe checkout-service --on always',
  'subscribe checkout-service --mention @here',
  'subscribe checkout-service --mention ada',
  'subscribe checkout-service --branch a..b~1',
  'subscribe checkout-service --approvals --remind 5m',
  'subscribe checkout-service --remind 4h',
  'checkout-service --account staging',
  'payments:checkout-service --account own',
] as const;

const ROLE = 'arn:aws:iam::111122223333:role/pipeline-actions-reader';
/** Slips are read by a bot that knows a second account. */
export const ACCOUNTS = {
  ownId: '444455556666',
  others: [{ alias: 'payments', id: '111122223333', roleArn: ROLE, regions: ['eu-west-1'] }],
};

/** What was typed, and the answer in one line below it, buttons included. */
function slip(typed: string): string {
  const command = parseCommand(typed, ACCOUNTS);
  if (command.kind !== 'refused') throw new Error(`${typed} is no slip.`);
  const shown = typed.length > 90 ? `${typed.slice(0, 89)}…` : typed;
  return `${shown}\n   ${renderBlocks(commandRefusalView(command, typed).blocks).replaceAll('\n', ' ')}`;
}

export const asking: Chapter = {
  title: 'Asking',
  entries: [
    ['/pipeline-actions', pickView()],
    ['/pipeline-actions help', helpView()],
    ['/pipeline-actions help, where there are several accounts', helpView(['payments', 'data'])],
    [
      'Typing in the picker',
      suggestionsView('svc', { names: ['svc-search', 'svc-identity', 'checkout'], more: false, unread: [] }),
    ],
    [
      'Typing what no pipeline is called',
      suggestionsView('no such name', { names: ['svc-search'], more: false, unread: [] }),
    ],
    ['Typing while AWS lists nothing', noSuggestionsView('svc')],
    ['A phrase, in the small print of its page', understoodNote({ pipelineName: 'checkout-service' }, 'failed')],
    ['Options of a pasted line, in the small print of its page', ignoredNote(['--output', '--query'])],
    [
      'A phrase with two names',
      unclearPipelineView(
        { kind: 'several', names: ['svc-search', 'svc-identity'] },
        'svc-search svc-identity',
        'list',
      ),
    ],
    [
      'A phrase with a name like others',
      unclearPipelineView({ kind: 'none', names: ['checkout-service'] }, 'chekout servise', 'failure'),
    ],
    ['A phrase without a name', unclearPipelineView({ kind: 'none', names: [] }, 'is it red', 'list', 'us-east-1')],
    [
      'The start of an id that two runs have',
      unclearExecutionView(
        {
          kind: 'several executions',
          start: '1b2c3d',
          executions: [
            { pipelineExecutionId: ID, status: 'Failed', revisions: [] },
            { pipelineExecutionId: OTHER, status: 'Succeeded', revisions: [] },
          ],
        },
        checkout,
        'list',
      ),
    ],
    [
      'The start of an id that no run has',
      unclearExecutionView({ kind: 'no such execution', start: '1b2c3d', lookedAt: 100, more: true }, checkout, 'list'),
    ],
    [
      'The same, where all runs were looked at',
      unclearExecutionView({ kind: 'no such execution', start: '1b2c3d', lookedAt: 7, more: false }, checkout, 'list'),
    ],
    ['Slips, each with what is answered', SLIPS.map(slip).join('\n')],
  ],
};
