import { formatStartingToken } from '../command-line/starting-token.js';
import { accountIn, OWN, regionCode } from '../domain/account.js';
import { type Filter, type Listing, type Position, pageSizeAt, START } from '../domain/listing.js';
import type { TextFile } from './action-file.js';

/** The AWS CLI command that lists from the newest action on: short enough to be read and typed. */
export const listCommand = (listing: Listing, region: string): string => cliCommand(listing, region, START);

/**
 * The command that lists from a page on, as a file: it has AWS's token, which is over a thousand characters long.
 * Undefined for the first page, where the short command does the same.
 */
export function pageCommandFile(listing: Listing, region: string, position: Position): TextFile | undefined {
  if (formatStartingToken(position) === undefined) return undefined;
  const name = `${listing.pipelineName}-page-${position.pageNumber}.sh`;
  return { name, content: `${cliCommand(listing, region, position)}\n` };
}

/**
 * The token is one that boto3 and both CLIs resume from: the service's own, typed raw, is none (botocore takes it for
 * a wrapped one).
 */
function cliCommand(listing: Listing, region: string, position: Position): string {
  const { pipelineName, filter, failedOnly, maxItems } = listing;
  const token = formatStartingToken(position);
  const alias = accountIn(region);
  return [
    'aws codepipeline list-action-executions',
    `--pipeline-name ${pipelineName}`,
    `--region ${regionCode(region)}`,
    ...(alias === undefined || alias === OWN ? [] : [`--profile ${alias}`]),
    ...(filter ? [`--filter '${inShorthand(filter)}'`] : []),
    `--page-size ${pageSizeAt(listing, position)}`,
    ...(maxItems ? [`--max-items ${maxItems - position.counted}`] : []),
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
