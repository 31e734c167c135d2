import { type ActionExecution, newestAttempts } from './action-execution.js';
import { DIRECTION_MARKS } from './direction-marks.js';
import type { SourceRevision } from './pipeline-execution.js';

/** What a source action read: a commit, an object or an image. Texts are whole and unmasked. */
export interface Revision {
  name: string; // the artifact or source action, to tell several sources apart
  /** In full; empty where AWS gives none. `revisionId` shortens it for people. */
  id: string;
  summary?: string | undefined;
  url?: string | undefined;
  author?: { name?: string | undefined; email?: string | undefined } | undefined;
}

/**
 * Every revision of an execution.
 * @param rows Rows of that execution only; the newest attempt of each Source action is read.
 * @param named From GetPipelineExecution or ListPipelineExecutions; by default the Source rows alone count.
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
  // S3 gives the version `null` for objects older than versioning.
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
/** A commit, a UUID or an S3 version: its first characters are enough. */
const OPAQUE = /^([0-9a-f]{8}[0-9a-f-]*|[\w.]{32})$/;
const LONGEST = 16; // characters kept of any other id, such as a build number

/** An id as people recognise it, on one line: `78eafd60`, `sha256:3f1f9a2bcdef`. */
export function revisionId(id: string): string {
  const plain = id.replace(DIRECTION_MARKS, '').replace(/[\p{Cc}\s]+/gu, ' ');
  const digest = DIGEST.exec(plain)?.[1];
  if (digest) return digest;
  if (OPAQUE.test(plain)) return plain.slice(0, 8);
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1).trimEnd()}…` : plain;
}

/** Never repeats the id. */
function summaryOf({ revisionSummary }: SourceRevision, source: ActionExecution | undefined): string | undefined {
  const variables = source?.output?.outputVariables ?? {};
  const words = (variables.CommitMessage ?? ownWords(revisionSummary))?.trim() || undefined;
  const thing = imageOf(source) ?? objectOf(source);
  if (thing && words && words !== thing) return `${thing}: ${words}`;
  return thing ?? words;
}

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

/** A summary that a person wrote; AWS's own summaries say no more than the id. */
function ownWords(summary: string | undefined): string | undefined {
  if (summary === undefined || /^(Amazon S3 version id|Image digest): \S*$|^sha\d+:\S*$/i.test(summary.trim())) {
    return undefined;
  }
  return isWrapped(summary) ? messageIn(summary) : summary;
}

const isWrapped = (summary: string) =>
  /^\s*\{\s*"(ProviderType|CommitMessage)"/.test(summary) || jsonObject(summary) !== undefined;

/** Connections wrap the commit message in JSON, which AWS cuts at 2,048 characters. */
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
