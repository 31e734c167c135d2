import { formatStartingToken } from '../command-line/starting-token.js';
import { accountIn, OWN, regionCode } from '../domain/account.js';
import { type Filter, type Listing, type Position, pageSizeAt, START } from '../domain/listing.js';
import type { TextFile } from './action-file.js';

/** The AWS CLI command from the first page on: short enough to type. */
export const listCommand = (listing: Listing, region: string): string => cliCommand(listing, region, START);

/** The command from this page on, as a file: AWS's token has over 1,000 characters. Undefined for the first page. */
export function pageCommandFile(listing: Listing, region: string, position: Position): TextFile | undefined {
  if (formatStartingToken(position) === undefined) return undefined;
  const name = `${listing.pipelineName}-page-${position.pageNumber}.sh`;
  return { name, content: `${cliCommand(listing, region, position)}\n` };
}

/** boto3 and both CLIs need their own form of the token: botocore takes a raw one for its own. */
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
