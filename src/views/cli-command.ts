import type { RichTextBlock } from '@slack/types';
import { formatStartingToken } from '../command-line/starting-token.js';
import { type Filter, type Listing, type Place, type Position, pageSizeAt } from '../domain/listing.js';
import type { Message } from './message.js';
import { line, richText, text } from './rich-text.js';
import { escapeMrkdwn } from './text.js';

/** On a page that another follows: its strings are those of **Next page**. */
export const COPY_ONWARD = 'copy-cli';
/** On the last page: its strings are those of **Refresh**. */
export const COPY_PAGE = 'copy-cli-page';

/** Slack's limit for a text; a longer command goes into several, which read as one. */
const LONGEST_TEXT = 2900;

/** The AWS CLI commands that go on behind a page, and that begin with it. */
export function copyOnwardView(listing: Listing, region: string, next: Position): Message {
  const [here] = next.previous;
  const limit = listing.maxItems;
  // The button counts from the page behind; where that is a new count, this page ended the one before.
  const fromHere = limit && here && (next.counted ? limit - next.counted + here.rows : here.rows);
  const onward = cliCommand(listing, region, next, limit && limit - next.counted);
  return commandsView(listing, [
    ['What follows this page:', onward],
    ...(here ? [['This page and what follows:', cliCommand(listing, region, here, fromHere)] as const] : []),
  ]);
}

/** The AWS CLI command that gives a last page. */
export const copyPageView = (listing: Listing, region: string, position: Position): Message =>
  commandsView(listing, [
    [
      'This page, the last one:',
      cliCommand(listing, region, position, listing.maxItems && listing.maxItems - position.counted),
    ],
  ]);

function commandsView(
  { pipelineName }: Listing,
  commands: readonly (readonly [words: string, command: string])[],
): Message {
  return {
    text: escapeMrkdwn(`AWS CLI commands for ${pipelineName}, ready to copy.`),
    blocks: commands.map(([words, command]) => richText([line(text(words)), preformatted(command)])),
  };
}

function preformatted(command: string): RichTextBlock['elements'][number] {
  const parts = command.match(new RegExp(`[^]{1,${LONGEST_TEXT}}`, 'g')) ?? [];
  return { type: 'rich_text_preformatted', elements: parts.map((part) => ({ type: 'text', text: part })) };
}

/**
 * The command that lists from a place on. Its token is one that boto3 and both CLIs resume from: the service's own,
 * typed raw, is none (botocore takes it for a wrapped one).
 */
function cliCommand(listing: Listing, region: string, place: Place, maxItems: number | undefined): string {
  const { pipelineName, filter, failedOnly } = listing;
  const token = formatStartingToken(place);
  return [
    'aws codepipeline list-action-executions',
    `--pipeline-name ${pipelineName}`,
    `--region ${region}`,
    ...(filter ? [`--filter '${inShorthand(filter)}'`] : []),
    `--page-size ${pageSizeAt(listing, place)}`,
    ...(maxItems ? [`--max-items ${maxItems}`] : []),
    ...(failedOnly ? [`--query "actionExecutionDetails[?status=='Failed']"`] : []),
    ...(token ? [`--starting-token ${token}`] : []),
  ].join(' ');
}

function inShorthand({ pipelineExecutionId, latestInPipelineExecution: latest }: Filter): string {
  const members = [
    ...(pipelineExecutionId ? [`pipelineExecutionId=${pipelineExecutionId}`] : []),
    ...(latest
      ? [
          `latestInPipelineExecution={pipelineExecutionId=${latest.pipelineExecutionId},startTimeRange=${latest.startTimeRange}}`,
        ]
      : []),
  ];
  return members.join(',');
}
