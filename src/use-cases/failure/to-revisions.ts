import type { ActionExecution } from '../../domain/action-execution.js';
import type { Revision } from '../../domain/failure.js';
import type { SourceRevision } from '../../domain/pipeline-execution.js';
import { maskText } from '../../masking/mask-secrets.js';
import { httpsUrl } from './https-url.js';

export interface Change {
  revisions: Revision[];
  branch?: string | undefined;
}

/** What changed: every revision that AWS names, with the author and message that its source action published. */
export function toChange(named: SourceRevision[], rows: ActionExecution[]): Change {
  const sources = rows.filter(({ input }) => input?.actionTypeId?.category === 'Source');
  const revisions = named.length
    ? named.map((revision) => toRevision(revision, sourceOf(revision, sources)))
    : sources.map((source) => toRevision(fromSource(source), source));
  const branch = sources.map(branchOf).find((name) => name !== undefined);
  return { revisions: revisions.filter(({ id, summary }) => id || summary), branch };
}

function sourceOf({ name, revisionId }: SourceRevision, sources: ActionExecution[]): ActionExecution | undefined {
  const byName = sources.find(
    ({ actionName, output }) =>
      name !== undefined &&
      (actionName === name || output?.outputArtifacts?.some((artifact) => artifact.name === name)),
  );
  return byName ?? sources.find((source) => revisionId !== undefined && fromSource(source).revisionId === revisionId);
}

function fromSource({ actionName, output }: ActionExecution): SourceRevision {
  const { executionResult: result, outputVariables: variables, outputArtifacts } = output ?? {};
  return {
    name: outputArtifacts?.[0]?.name ?? actionName,
    revisionId: variables?.CommitId ?? result?.externalExecutionId,
    revisionSummary: result?.externalExecutionSummary,
    revisionUrl: result?.externalExecutionUrl,
  };
}

function toRevision(
  { name, revisionId, revisionSummary, revisionUrl }: SourceRevision,
  source: ActionExecution | undefined,
): Revision {
  const { outputVariables: variables, executionResult: result } = source?.output ?? {};
  const summary = variables?.CommitMessage ?? messageIn(revisionSummary);
  const author = { name: variables?.AuthorDisplayName ?? variables?.AuthorId, email: variables?.AuthorEmail };
  return {
    name: name ?? source?.actionName ?? '',
    id: revisionId ?? '',
    summary: summary?.trim() && maskText(summary.trim()).text,
    url: httpsUrl(revisionUrl) ?? httpsUrl(result?.externalExecutionUrl),
    ...((author.name || author.email) && { author }),
  };
}

/** A connection wraps the commit message in JSON text. */
function messageIn(summary: string | undefined): string | undefined {
  if (!summary?.startsWith('{')) return summary;
  const [, message] = /"CommitMessage"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(summary) ?? [];
  try {
    return message === undefined ? summary : String(JSON.parse(message));
  } catch {
    return summary;
  }
}

function branchOf({ input, output }: ActionExecution): string | undefined {
  const { BranchName, Branch } = input?.configuration ?? {};
  return output?.outputVariables?.BranchName ?? BranchName ?? Branch;
}
