import { type ActionExecution, newestAttempts } from './action-execution.js';
import { DIRECTION_MARKS } from './direction-marks.js';
import type { SourceRevision } from './pipeline-execution.js';

/** What a source action read: a commit, an object, an image. Texts are whole, and not masked yet. */
export interface Revision {
  /** The artifact or source action: tells several sources apart. */
  name: string;
  /** In full, to compare with; empty where AWS names none. `revisionId` shortens it for people. */
  id: string;
  /** The commit message; an object's key; an image's `repository:tag`. */
  summary?: string | undefined;
  url?: string | undefined;
  author?: { name?: string | undefined; email?: string | undefined } | undefined;
}

/**
 * Every revision of an execution, each by the rule of its kind.
 * @param rows Rows of that execution and no other; their Source rows are read, the newest attempt of each.
 * @param named What GetPipelineExecution or ListPipelineExecutions names; without it the Source rows alone tell.
 */
export function revisionsOf(rows: ActionExecution[], named: SourceRevision[] = []): Revision[] {
  const isSource = ({ input, status }: ActionExecution) =>
    input?.actionTypeId?.category === 'Source' && status !== 'Failed';
  const sources = newestAttempts(rows.filter(isSource));
  const revisions = named.length
    ? named.map((revision) => toRevision(revision, sourceOf(revision, sources)))
    : sources.map((source) => toRevision(fromSource(source), source));
  return revisions.filter(({ id, summary }) => id || summary);
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
  const { CommitId, ImageDigest, VersionId } = variables ?? {};
  return {
    name: outputArtifacts?.[0]?.name ?? actionName,
    revisionId: CommitId ?? ImageDigest ?? VersionId ?? result?.externalExecutionId,
    revisionSummary: result?.externalExecutionSummary,
    revisionUrl: result?.externalExecutionUrl,
  };
}

function toRevision(revision: SourceRevision, source: ActionExecution | undefined): Revision {
  const { outputVariables: variables, executionResult: result } = source?.output ?? {};
  // S3 gives `null` as the version of an object that was there before versioning.
  const id = /^\s*(null)?\s*$/.test(revision.revisionId ?? '') ? '' : (revision.revisionId?.trim() ?? '');
  const author = { name: variables?.AuthorDisplayName ?? variables?.AuthorId, email: variables?.AuthorEmail };
  const urls = [revision.revisionUrl, result?.externalExecutionUrl, variables?.CommitUrl];
  return {
    name: revision.name ?? source?.actionName ?? '',
    id,
    summary: summaryOf(revision, source),
    url: urls.find((url) => url?.startsWith('https://')),
    ...((author.name || author.email) && { author }),
  };
}

const DIGEST = /^(sha\d+:[0-9a-f]{12})[0-9a-f]*$/;
/** A commit, a UUID, or the version of an S3 object: without meaning, so that its beginning is enough. */
const OPAQUE = /^([0-9a-f]{8}[0-9a-f-]*|[\w.]{32})$/;
/** Characters of an id of no known kind, such as the number of a build. */
const LONGEST = 16;

/** An id as people recognise it, on one line: `78eafd60`, `sha256:3f1f9a2bcdef`. */
export function revisionId(id: string): string {
  const plain = id.replace(DIRECTION_MARKS, '').replace(/[\p{Cc}\s]+/gu, ' ');
  const digest = DIGEST.exec(plain)?.[1];
  if (digest) return digest;
  if (OPAQUE.test(plain)) return plain.slice(0, 8);
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).trimEnd()}…` : plain;
}

/** In words what the revision is, never what stands in its id already. */
function summaryOf({ revisionSummary }: SourceRevision, source: ActionExecution | undefined): string | undefined {
  const variables = source?.output?.outputVariables ?? {};
  const words = (variables.CommitMessage ?? ownWords(revisionSummary))?.trim() || undefined;
  const thing = imageOf(source) ?? objectOf(source);
  if (thing && words && words !== thing) return `${thing}: ${words}`;
  return thing ?? words;
}

/** `repository:tag` of an image in Amazon ECR. */
function imageOf(source: ActionExecution | undefined): string | undefined {
  const { input, output } = source ?? {};
  if (input?.actionTypeId?.provider !== 'ECR') return undefined;
  const { RepositoryName, ImageTag, ImageURI } = { ...input.configuration, ...output?.outputVariables };
  if (RepositoryName) return ImageTag ? `${RepositoryName}:${ImageTag}` : RepositoryName;
  // `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/checkout:1.4.2`
  return ImageURI?.split('@')[0]?.replace(/^[^/]*\.[^/]*\//, '') || undefined;
}

function objectOf(source: ActionExecution | undefined): string | undefined {
  const { input, output } = source ?? {};
  if (input?.actionTypeId?.provider !== 'S3') return undefined;
  return output?.outputVariables?.ObjectKey ?? input.configuration?.S3ObjectKey;
}

/** A summary as a person wrote it: what a service writes there of its own says no more than the id. */
function ownWords(summary: string | undefined): string | undefined {
  if (summary === undefined || /^(Amazon S3 version id|Image digest): \S*$|^sha\d+:\S*$/i.test(summary.trim())) {
    return undefined;
  }
  return isWrapped(summary) ? messageIn(summary) : summary;
}

const isWrapped = (summary: string) =>
  /^\s*\{\s*"(ProviderType|CommitMessage)"/.test(summary) || jsonObject(summary) !== undefined;

/** A connection wraps the commit message in JSON text, which AWS cuts at 2,048 characters wherever that is. */
function messageIn(json: string): string | undefined {
  const whole = jsonObject(json);
  if (whole) return typeof whole.CommitMessage === 'string' ? whole.CommitMessage : undefined;
  const [, text = '', end] = /"CommitMessage"\s*:\s*"((?:[^"\\]|\\u[0-9a-f]{4}|\\[^u])*)("?)/i.exec(json) ?? [];
  const message = jsonObject(`{"text":"${text}"}`)?.text;
  return typeof message === 'string' && message ? message + (end ? '' : '…') : undefined;
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
