import type { ActionExecution } from '../../domain/action-execution.js';
import type { SourceRevision } from '../../domain/pipeline-execution.js';
import { type Revision, revisionsOf } from '../../domain/revision.js';
import { maskText } from '../../masking/mask-secrets.js';
import { httpsUrl } from './https-url.js';

export interface Change {
  revisions: Revision[];
  branch?: string | undefined;
}

/** What changed: every revision that AWS names, with the author and message that its source action published. */
export function toChange(named: SourceRevision[], rows: ActionExecution[]): Change {
  const revisions = revisionsOf(rows, named).map((revision) => ({
    ...revision,
    summary: revision.summary && maskText(revision.summary).text,
    url: httpsUrl(revision.url),
  }));
  const sources = rows.filter(({ input }) => input?.actionTypeId?.category === 'Source');
  return { revisions, branch: sources.map(branchOf).find((name) => name !== undefined) };
}

function branchOf({ input, output }: ActionExecution): string | undefined {
  const { BranchName, Branch } = input?.configuration ?? {};
  return output?.outputVariables?.BranchName ?? BranchName ?? Branch;
}
