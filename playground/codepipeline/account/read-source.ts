import type { ActionDeclaration, ExecutionResult, Pipeline, Revision } from './model.js';

/** A commit, or its counterpart: an object version, an image digest. */
export interface Change {
  revisionId: string;
  message: string;
  author: string;
  email: string;
  at: number;
}

interface SourceReading {
  result: ExecutionResult;
  variables: Record<string, string>;
  revision: Revision;
}

/** A source action's result for the change it found, by provider. */
export function readSource(pipeline: Pipeline, action: ActionDeclaration, change: Change): SourceReading {
  const { summary, url, variables } = readers[action.actionTypeId.provider]?.(pipeline, action, change) ?? {
    summary: change.message,
    variables: {},
  };
  return {
    result: {
      externalExecutionId: change.revisionId,
      externalExecutionSummary: summary,
      ...(url && { externalExecutionUrl: url }),
    },
    variables,
    revision: {
      actionName: action.name,
      artifactName: action.outputArtifacts[0] ?? action.name,
      revisionId: change.revisionId,
      revisionSummary: summary,
      ...(url && { revisionUrl: url }),
      created: change.at,
    },
  };
}

type Reader = (
  pipeline: Pipeline,
  action: ActionDeclaration,
  change: Change,
) => { summary: string; url?: string; variables: Record<string, string> };

const readers: Record<string, Reader> = {
  // A connection's summary is JSON with the provider's name and the commit message.
  CodeStarSourceConnection: (pipeline, { configuration }, change) => ({
    summary: JSON.stringify({ ProviderType: 'GitHub', CommitMessage: change.message }),
    url:
      `https://${pipeline.region}.console.aws.amazon.com/codesuite/settings/connections/redirect` +
      `?connectionArn=${configuration.ConnectionArn}&referenceType=COMMIT` +
      `&FullRepositoryId=${configuration.FullRepositoryId}&Commit=${change.revisionId}`,
    variables: {
      AuthorDate: isoSeconds(change.at),
      AuthorDisplayName: change.author,
      AuthorEmail: change.email,
      BranchName: configuration.BranchName ?? 'main',
      CommitId: change.revisionId,
      CommitMessage: change.message,
      ConnectionArn: configuration.ConnectionArn ?? '',
      FullRepositoryName: configuration.FullRepositoryId ?? '',
      ProviderType: 'GitHub',
    },
  }),
  CodeCommit: (pipeline, { configuration }, change) => ({
    summary: change.message,
    url:
      `https://${pipeline.region}.console.aws.amazon.com/codecommit/home?region=${pipeline.region}` +
      `#/repository/${configuration.RepositoryName}/commit/${change.revisionId}`,
    variables: {
      AuthorDate: isoSeconds(change.at),
      BranchName: configuration.BranchName ?? 'main',
      CommitId: change.revisionId,
      CommitMessage: change.message,
      CommitterDate: isoSeconds(change.at),
      RepositoryName: configuration.RepositoryName ?? '',
    },
  }),
  S3: (_pipeline, { configuration }, change) => ({
    summary: `Amazon S3 version id: ${change.revisionId}`,
    variables: {
      BucketName: configuration.S3Bucket ?? '',
      ObjectKey: configuration.S3ObjectKey ?? '',
      VersionId: change.revisionId,
    },
  }),
};

function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
