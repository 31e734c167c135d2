import type { ActionExecution } from '../../domain/action-execution.js';
import type { Failure } from '../../domain/failure.js';
import type { SourceRevision } from '../../domain/pipeline-execution.js';
import { type Revision, revisionsOf } from '../../domain/revision.js';
import { withoutEmails } from '../../masking/without-emails.js';
import { cleanText } from './clean-text.js';
import type { FailureRequest } from './sources.js';

export type Change = Pick<Failure, 'revisions' | 'branch'>;

/**
 * Every revision that AWS names, with author and message from its source action. An event knows author and branch of a
 * push earlier than reads do, but only for one revision.
 */
export function toChange(
  named: SourceRevision[],
  rows: ActionExecution[],
  { author, branch }: Pick<FailureRequest, 'author' | 'branch'>,
): Change {
  const [first, ...others] = revisionsOf(rows, named).map(clean);
  const known = first && author && !first.author ? [clean({ ...first, author }), ...others] : [first, ...others];
  const sources = rows.filter(({ input }) => input?.actionTypeId?.category === 'Source');
  return {
    revisions: known.filter((revision) => revision !== undefined),
    branch: branch ?? sources.map(branchOf).find((name) => name !== undefined),
  };
}

/** Only `author.email` stays an e-mail address, to find the person in Slack. */
function clean({ summary, author, ...revision }: Revision): Revision {
  return {
    ...revision,
    summary: summary && cleanText(summary),
    ...(author && { author: { ...author, name: author.name && withoutEmails(author.name) } }),
  };
}

function branchOf({ input, output }: ActionExecution): string | undefined {
  const { BranchName, Branch } = input?.configuration ?? {};
  return output?.outputVariables?.BranchName ?? BranchName ?? Branch;
}
